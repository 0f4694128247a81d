package io.ef21;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.objective.Objective;
import java.util.function.ToDoubleFunction;

/** Derivatives from values. */
public final class Differences {
    private static final double STEP = 1e-3;

    private Differences() {}

    /** Whether the gradient of f at x is the derivative of its values. */
    public static void assertGradient(Objective f, double[] x) {
        double[] gradient = new double[x.length];
        double value = f.evaluate(x, gradient);
        assertGradient(y -> f.evaluate(y, new double[y.length]), value, gradient, x);
    }

    /**
     * Five-point central differences: the method's error is the fifth derivative (below 1000 in tests) times 1e-12 / 30,
     * that of rounding 1e-16 |f| / 1e-3.
     */
    public static void assertGradient(ToDoubleFunction<double[]> f, double value, double[] gradient, double[] x) {
        for (int j = 0; j < x.length; j++) {
            double near = at(f, x, j, STEP) - at(f, x, j, -STEP);
            double far = at(f, x, j, 2 * STEP) - at(f, x, j, -2 * STEP);
            assertEquals((8 * near - far) / (12 * STEP), gradient[j], 1e-10 + 1e-11 * Math.abs(value), "entry " + j);
        }
    }

    private static double at(ToDoubleFunction<double[]> f, double[] x, int j, double step) {
        double[] moved = x.clone();
        moved[j] += step;
        return f.applyAsDouble(moved);
    }
}
