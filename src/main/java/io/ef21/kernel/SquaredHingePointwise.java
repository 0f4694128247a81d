package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Half the squared hinge: with h = max(0, 1 - y z) and labels y of -1 or +1, phi(z, y) = h^2 / 2 and the slope is -y h.
 * Thread-safe: there is no state.
 */
public final class SquaredHingePointwise implements Pointwise {
    @Override
    public double slopes(int count, double[] labels, double @Nullable [] weights, double[] margins) {
        for (int i = 0; i < count; i++) {
            margins[i] = -labels[i] * Math.max(0.0, 1.0 - labels[i] * margins[i]);
        }
        // the square of the slope is that of the hinge
        return 0.5
                * (weights == null
                        ? Dense.squaredNorm(count, margins)
                        : LeastSquaresPointwise.weighted(count, weights, margins));
    }
}
