package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/** Half the squared residual: phi(z, y) = (z - y)^2 / 2, slope z - y. Thread-safe: there is no state. */
public final class LeastSquaresPointwise implements Pointwise {
    @Override
    public double slopes(int count, double[] labels, double @Nullable [] weights, double[] margins) {
        for (int i = 0; i < count; i++) {
            margins[i] -= labels[i];
        }
        return weights == null ? 0.5 * Dense.squaredNorm(count, margins) : 0.5 * weighted(count, weights, margins);
    }

    /** Multiplies the slopes by weights; returns the weighted sum of their squares. */
    static double weighted(int count, double[] weights, double[] slopes) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double slope = slopes[i];
            slopes[i] = weights[i] * slope;
            sum += slopes[i] * slope;
        }
        return sum;
    }
}
