package io.ef21.kernel;

/** Half the squared residual: phi(z, y) = (z - y)^2 / 2, slope z - y. Thread-safe: there is no state. */
public final class LeastSquaresPointwise implements Pointwise {
    @Override
    public double slopes(int count, double[] labels, double[] margins) {
        for (int i = 0; i < count; i++) {
            margins[i] -= labels[i];
        }
        return 0.5 * Dense.squaredNorm(count, margins);
    }
}
