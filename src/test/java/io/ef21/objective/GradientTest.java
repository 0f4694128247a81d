package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.Quadratics;
import io.ef21.SparseRows;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients are the derivatives of the values, and the stated curvature bounds both. */
class GradientTest {
    private static final double STEP = 1e-3;

    @ParameterizedTest
    @ValueSource(strings = {"none", "l2:0.3", "nonconvex:0.1", "nonconvex:5"})
    void logistic_gradientIsTheDerivative(String regularizer) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 20; instance++) {
            int d = random.nextInt(1, 30);
            Objective f = logistic(random, d, regularizer);
            checkGradient(f, Draws.GAUSSIAN.vector(random, d));
            checkGradient(f, new double[d]);
            checkGradient(new ShiftedObjective(f, Draws.GAUSSIAN.vector(random, d)), new double[d]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "l2:0.3", "nonconvex:0.1", "nonconvex:5"})
    void logistic_curvatureBoundsTheFunction(String regularizer) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 200; instance++) {
            int d = random.nextInt(1, 30);
            checkCurvature(logistic(random, d, regularizer), random);
        }
    }

    /** The fixture that other tests rely on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void quadratic_gradientIsTheDerivative(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Objective f = Quadratics.random(random, 1, 10).clients().get(0);
        checkGradient(f, Draws.GAUSSIAN.vector(random, 10));
        checkCurvature(f, random);
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2:0.3", "nonconvex:0.1"})
    void regularizer_curvatureIsAttainedAtZero(String specification) {
        Regularizer r = Regularizer.parse(specification);
        double[] gradient = {0};
        r.addGradient(new double[] {1e-6}, gradient);
        assertEquals(r.curvature(), gradient[0] / 1e-6, 1e-9 * r.curvature());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "l2:0.3", "nonconvex:0.1"})
    void evaluate_overwritesTheGradientAndLeavesThePoint(String regularizer) {
        SplittableRandom random = new SplittableRandom(3);
        Objective f = logistic(random, 12, regularizer);
        double[] x = Draws.GAUSSIAN.vector(random, 12);
        double[] before = x.clone();
        double[] clean = new double[12];
        double[] dirty = Draws.GAUSSIAN.vector(random, 12);
        assertEquals(f.evaluate(x, clean), f.evaluate(x, dirty));
        assertArrayEquals(clean, dirty);
        assertArrayEquals(before, x);
    }

    private static Objective logistic(SplittableRandom random, int d, String regularizer) {
        return new RegularizedObjective(
                new Loss.Logistic().on(SparseRows.shard(random, random.nextInt(1, 60), d, 0.4)),
                Regularizer.parse(regularizer));
    }

    /**
     * Five-point central differences: the method's error is the fifth derivative (below 100 here) times 1e-12 / 30, that
     * of rounding 1e-16 |f| / 1e-3.
     */
    private static void checkGradient(Objective f, double[] x) {
        double[] gradient = new double[x.length];
        double value = f.evaluate(x, gradient);
        for (int j = 0; j < x.length; j++) {
            double difference =
                    (8 * (at(f, x, j, STEP) - at(f, x, j, -STEP)) - (at(f, x, j, 2 * STEP) - at(f, x, j, -2 * STEP)))
                            / (12 * STEP);
            assertEquals(difference, gradient[j], 1e-10 + 1e-11 * Math.abs(value));
        }
    }

    private static double at(Objective f, double[] x, int j, double step) {
        double[] moved = x.clone();
        moved[j] += step;
        return f.evaluate(moved, new double[x.length]);
    }

    /** |f(y) - f(x) - f'(x)(y - x)| <= 1/2 (y - x)'(M + shift I)(y - x). */
    private static void checkCurvature(Objective f, SplittableRandom random) {
        int d = f.dimension();
        double[] x = Draws.GAUSSIAN.vector(random, d);
        double[] y = Draws.GAUSSIAN.vector(random, d);
        double[] gradient = new double[d];
        double[] product = new double[d];
        double[] move = new double[d];
        double fx = f.evaluate(x, gradient);
        double fy = f.evaluate(y, new double[d]);
        for (int j = 0; j < d; j++) {
            move[j] = y[j] - x[j];
        }
        f.addCurvature(move, product);
        double linear = 0;
        double bound = 0;
        for (int j = 0; j < d; j++) {
            linear += gradient[j] * move[j];
            bound += 0.5 * move[j] * (product[j] + f.curvatureShift() * move[j]);
        }
        double rounding = 1e-13 * (Math.abs(fx) + Math.abs(fy) + Math.abs(linear));
        assertTrue(Math.abs(fy - fx - linear) <= bound + rounding, fy - fx - linear + " > " + bound);
    }
}
