package io.ef21.method.estimator;

import io.ef21.method.Circumstances;
import io.ef21.method.Estimator;
import io.ef21.method.Oracle;
import io.ef21.method.Sampling;
import io.ef21.method.Stored;
import java.util.List;

/**
 * PAGE (EF21 with Bells and Whistles, Algorithm 4): with probability p, all clients in the same rounds, v_i = grad
 * f_i(x^t), and otherwise v_i changes by the difference of the gradients over one batch at x^t and at x^{t-1}. It opens with
 * the full gradient.
 *
 * @param sampling of the batches; tau samples
 * @param p in (0, 1]; NaN: tau / (tau + m), m the samples of the client that has most
 */
public record Page(Sampling sampling, double p) implements Estimator {
    private static final long serialVersionUID = 1L;

    @Override
    public Page fitted(Circumstances circumstances) {
        if (!Double.isNaN(p)) {
            return this;
        }
        double tau = sampling.sizeAmong(circumstances.samples());
        return new Page(sampling, tau / (tau + circumstances.samples()));
    }

    @Override
    public Estimate estimate(List<Stored> kept, Oracle oracle) {
        Stored here = new Stored.Wide(oracle.model());
        if (kept.isEmpty() || oracle.coin() < p) {
            double[] gradient = oracle.gradient();
            return new Estimate(gradient, List.of(new Stored.Wide(gradient), here));
        }
        double[] now = oracle.sample(sampling, 0);
        double[] before = oracle.sampleAt(kept.get(1).read(), sampling, 0);
        double[] v = kept.get(0).read().clone();
        for (int j = 0; j < v.length; j++) {
            v[j] += now[j] - before[j];
        }
        return new Estimate(v, List.of(new Stored.Wide(v), here));
    }
}
