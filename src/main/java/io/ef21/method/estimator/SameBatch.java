package io.ef21.method.estimator;

import io.ef21.method.Estimator;
import io.ef21.method.Oracle;
import io.ef21.method.Sampling;
import io.ef21.method.Stored;
import java.util.List;

/**
 * Opens with the gradient over a batch; then s_i changes by the difference of the gradients over one batch at x^t and at
 * x^{t-1}. The official experiments of BEER track gradients in this way; errors of the opening batch stay.
 *
 * @param sampling of the batches
 */
public record SameBatch(Sampling sampling) implements Estimator {
    private static final long serialVersionUID = 1L;

    @Override
    public Estimate estimate(List<Stored> kept, Oracle oracle) {
        double[] now = oracle.sample(sampling, 0);
        if (!kept.isEmpty()) {
            double[] last = kept.get(0).read();
            double[] before = oracle.sampleAt(kept.get(1).read(), sampling, 0);
            for (int j = 0; j < now.length; j++) {
                now[j] = last[j] + (now[j] - before[j]);
            }
        }
        return new Estimate(now, List.of(new Stored.Wide(now), new Stored.Wide(oracle.model())));
    }
}
