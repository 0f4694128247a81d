package io.ef21.method.estimator;

import io.ef21.kernel.Dense;
import io.ef21.method.Estimator;
import io.ef21.method.Oracle;
import io.ef21.method.Sampling;
import io.ef21.method.Stored;
import java.util.List;

/**
 * s_i = the mean over R batches drawn afresh; R is 1 but for NEOLITHIC, which draws a batch for each of its R messages.
 *
 * @param sampling of a batch
 * @param batches R, at least 1
 */
public record MiniBatch(Sampling sampling, int batches) implements Estimator {
    private static final long serialVersionUID = 1L;

    @Override
    public Estimate estimate(List<Stored> kept, Oracle oracle) {
        double[] mean = oracle.sample(sampling, 0);
        for (int draw = 1; draw < batches; draw++) {
            Dense.addScaled(1, oracle.sample(sampling, draw), mean);
        }
        for (int j = 0; batches > 1 && j < mean.length; j++) {
            mean[j] /= batches;
        }
        return Estimate.forgotten(mean);
    }
}
