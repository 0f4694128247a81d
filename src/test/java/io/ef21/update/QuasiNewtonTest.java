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
            Walk walk = walk(random, d, kappa, new SafeguardedStep(2 * d + 10, true, 1));
            double first = walk.gradientNorm();
            int rounds = 0;
            while (walk.gradientNorm() > 1e-8 * first && rounds < 1000) {
                walk.round();
                rounds++;
            }
            assertTrue(rounds <= 4 * d + 10, d + " columns, condition " + kappa + ": " + rounds);
        }
    }

    /** Gradient steps behind the safeguard, as long as the last pair suggests: the root of what their count may be. */
    @Test
    void withoutMemory_stepsStillFindTheirLength() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 20; instance++) {
            int d = random.nextInt(1, 25);
            Walk walk = walk(random, d, 100, new SafeguardedStep(0, true, 1));
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
