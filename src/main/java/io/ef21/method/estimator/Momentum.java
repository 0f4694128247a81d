package io.ef21.method.estimator;

import io.ef21.method.Estimator;
import io.ef21.method.Oracle;
import io.ef21.method.Sampling;
import io.ef21.method.Stored;
import java.util.List;

/**
 * Polyak's momentum at the client (Fatkhullin, Tyurin, Richtarik 2023, Algorithm 1): v_i = (1 - eta) v_i + eta grad f_i(x,
 * xi), and s_i = v_i; or a second average of that, u_i = (1 - eta) u_i + eta v_i with the new v_i, and s_i = u_i (their
 * Algorithm 3, EF21-SGD2M). In round 0, v_i and u_i are the gradient over the initial batch.
 *
 * @param sampling of the batches
 * @param eta in (0, 1]
 * @param twice whether it is averaged twice
 */
public record Momentum(Sampling sampling, double eta, boolean twice) implements Estimator {
    private static final long serialVersionUID = 1L;

    @Override
    public Estimate estimate(List<Stored> kept, Oracle oracle) {
        double[] drawn = oracle.sample(sampling, 0);
        if (kept.isEmpty()) {
            Stored first = new Stored.Wide(drawn);
            return new Estimate(drawn, twice ? List.of(first, first) : List.of(first));
        }
        double[] v = averaged(kept.get(0).read(), drawn);
        if (!twice) {
            return new Estimate(v, List.of(new Stored.Wide(v)));
        }
        double[] u = averaged(kept.get(1).read(), v);
        return new Estimate(u, List.of(new Stored.Wide(v), new Stored.Wide(u)));
    }

    private double[] averaged(double[] old, double[] drawn) {
        double[] next = new double[old.length];
        for (int j = 0; j < next.length; j++) {
            next[j] = (1 - eta) * old[j] + eta * drawn[j];
        }
        return next;
    }
}
