package io.ef21.update;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.QuadraticObjective;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Quasi-Newton steps with exact gradients on quadratics, where rounds can be counted. */
class QuasiNewtonTest {
    /**
     * With memory for all directions, to 1e-8 of the first gradient: at most four rounds per dimension and ten, whatever
     * the condition. (There is no line search; with an exact one it would be one per dimension.)
     */
    @Test
    void onAQuadratic_roundsAreAFewPerDimension() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 60; instance++) {
            int d = random.nextInt(1, 25);
            double kappa = Math.pow(10, random.nextDouble(4));
            Walk walk = walk(random, d, kappa, new SafeguardedStep(2 * d + 10, false, true, 1));
            double first = walk.gradientNorm();
            int rounds = 0;
            while (walk.gradientNorm() > 1e-8 * first && rounds < 1000) {
                walk.round();
                rounds++;
            }
            assertTrue(rounds <= 4 * d + 10, d + " columns, condition " + kappa + ": " + rounds);
        }
    }

    /**
     * With absolute values, at most six per dimension and ten, because steps minimize the model with them; orthant-wise
     * steps take up to a thousand.
     */
    @Test
    void withAbsoluteValues_roundsAreAFewPerDimension() {
        SplittableRandom random = new SplittableRandom(3);
        int zeros = 0;
        for (int instance = 0; instance < 60; instance++) {
            int d = random.nextInt(1, 25);
            double kappa = Math.pow(10, random.nextDouble(4));
            double[][] hessian = coupled(random, d, kappa);
            double[] linear = new double[d];
            for (int j = 0; j < d; j++) {
                linear[j] = random.nextGaussian();
            }
            Penalty penalty = new Penalty(new Regularizer.ElasticNet(0.5, 1), null);
            Walk walk = new Walk(
                    new QuadraticObjective(hessian, linear, 1),
                    penalty,
                    new SafeguardedStep(2 * d + 10, false, true, 1),
                    new double[d]);
            double first = walk.subgradientNorm();
            int rounds = 0;
            while (walk.subgradientNorm() > 1e-8 * first && rounds < 1000) {
                walk.round();
                rounds++;
            }
            assertTrue(rounds <= 6 * d + 10, d + " columns, condition " + kappa + ": " + rounds);
            for (double entry : walk.at()) {
                zeros += entry == 0 ? 1 : 0;
            }
        }
        assertTrue(zeros > 60, zeros + " zeros");
    }

    /** A diagonal, reflected along a random vector. */
    private static double[][] coupled(SplittableRandom random, int d, double kappa) {
        double[] v = new double[d];
        double square = 0;
        for (int j = 0; j < d; j++) {
            v[j] = random.nextGaussian();
            square += v[j] * v[j];
        }
        double[] diagonal = new double[d];
        for (int j = 0; j < d; j++) {
            diagonal[j] = Math.pow(kappa, -random.nextDouble());
        }
        double[][] matrix = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    double left = (i == k ? 1 : 0) - 2 * v[i] * v[k] / square;
                    double right = (j == k ? 1 : 0) - 2 * v[j] * v[k] / square;
                    matrix[i][j] += left * diagonal[k] * right;
                }
            }
        }
        return matrix;
    }

    /** Gradient steps behind the safeguard, as long as the last pair suggests: the root of what their count may be. */
    @Test
    void withoutMemory_stepsStillFindTheirLength() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 20; instance++) {
            int d = random.nextInt(1, 25);
            Walk walk = walk(random, d, 100, new SafeguardedStep(0, false, true, 1));
            double first = walk.gradientNorm();
            int rounds = 0;
            while (walk.gradientNorm() > 1e-8 * first && rounds < 1000) {
                walk.round();
                rounds++;
            }
            assertTrue(rounds <= 300, d + " columns: " + rounds);
        }
    }

    private static Walk walk(SplittableRandom random, int d, double kappa, Stepper stepper) {
        double[][] matrix = new double[d][d];
        double[] linear = new double[d];
        for (int j = 0; j < d; j++) {
            matrix[j][j] = Math.pow(kappa, -random.nextDouble());
            linear[j] = random.nextGaussian() * matrix[j][j];
        }
        return new Walk(
                new QuadraticObjective(matrix, linear, 1),
                new Penalty(new Regularizer.None(), null),
                stepper,
                new double[d]);
    }
}
