package io.ef21.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.Vectors;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Orthant-wise steps, against what a subgradient is. */
class OrthantTest {
    private static final double ROUNDING = 1e-12;

    private record Point(double[] z, double[] gradient, Penalty penalty) {
        /** Many entries of z are 0, and gradients of about the weights. */
        static Point random(SplittableRandom random) {
            int d = random.nextInt(1, 12);
            Penalty penalty = new Penalty(
                    new Regularizer.ElasticNet(random.nextDouble(0.1, 2), random.nextDouble(0.2, 1)),
                    random.nextBoolean() ? Walk.scaling(random, d) : null);
            Draws draws = random.nextBoolean() ? Draws.ZEROS : Draws.TIED;
            return new Point(draws.vector(random, d), Draws.GAUSSIAN.vector(random, d), penalty);
        }

        /** Weights of |z_j|, from the value of the penalty alone. */
        double weight(int j) {
            double[] unit = new double[z.length];
            unit[j] = 1;
            double[] two = Vectors.times(2, unit);
            // w + c/2 and 2 w + 2 c
            return 2 * penalty.value(unit) - penalty.value(two) / 2;
        }

        /** The derivative of g'z + sum_j w_j |z_j| from z along v. */
        double along(double[] v) {
            double sum = 0;
            for (int j = 0; j < z.length; j++) {
                double absolute = z[j] == 0 ? Math.abs(v[j]) : Math.signum(z[j]) * v[j];
                sum += gradient[j] * v[j] + weight(j) * absolute;
            }
            return sum;
        }
    }

    @Test
    void pseudoGradient_isTheSubgradientOfLeastNorm() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 500; instance++) {
            Point point = Point.random(random);
            double[] pseudo = Orthant.pseudoGradient(point.z(), point.gradient(), point.penalty());
            for (int j = 0; j < pseudo.length; j++) {
                double w = point.weight(j);
                double low = point.gradient()[j] + (point.z()[j] > 0 ? w : -w);
                double high = point.gradient()[j] + (point.z()[j] < 0 ? -w : w);
                double least = Double.POSITIVE_INFINITY;
                for (int step = 0; step <= 1000; step++) {
                    least = Math.min(least, Math.abs(low + (high - low) * step / 1000));
                }
                double slack = ROUNDING * (1 + w + Math.abs(point.gradient()[j]));
                assertTrue(pseudo[j] >= low - slack && pseudo[j] <= high + slack, "a subgradient");
                assertTrue(Math.abs(pseudo[j]) <= least + slack, "none is smaller");
            }
        }
    }

    /** No direction of length 1 has a smaller derivative than -pseudo / ||pseudo||, whose is -||pseudo||. */
    @Test
    void minusThePseudoGradient_isTheSteepestDescent() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 500; instance++) {
            Point point = Point.random(random);
            double[] pseudo = Orthant.pseudoGradient(point.z(), point.gradient(), point.penalty());
            double norm = Vectors.norm(pseudo);
            double slack = ROUNDING * (1 + norm + Vectors.norm(point.gradient()));
            assertEquals(-norm * norm, point.along(Vectors.times(-1, pseudo)), slack * (1 + norm));
            for (int direction = 0; direction < 50; direction++) {
                double[] v = Draws.GAUSSIAN.vector(random, pseudo.length);
                assertTrue(point.along(v) >= -norm * Vectors.norm(v) - slack * Vectors.norm(v));
            }
        }
    }

    @Test
    void projection_neverLeavesTheOrthant_andKeepsWhatIsInside() {
        SplittableRandom random = new SplittableRandom(3);
        int cut = 0;
        int kept = 0;
        for (int instance = 0; instance < 500; instance++) {
            Point point = Point.random(random);
            double[] pseudo = Orthant.pseudoGradient(point.z(), point.gradient(), point.penalty());
            double[] wanted = Draws.GAUSSIAN.vector(random, pseudo.length);
            double[] change = wanted.clone();
            Orthant.project(point.z(), pseudo, change, point.penalty());
            for (int j = 0; j < change.length; j++) {
                double side = Math.signum(point.z()[j] == 0 ? -pseudo[j] : point.z()[j]);
                double after = point.z()[j] + change[j];
                assertTrue(after == 0 || Math.signum(after) == side, "on its side, or zero");
                if (Math.signum(point.z()[j] + wanted[j]) == side && side != 0) {
                    assertEquals(wanted[j], change[j]);
                    kept++;
                } else {
                    assertEquals(0, after);
                    cut++;
                }
            }
        }
        assertTrue(cut > 500 && kept > 500, cut + " cut, " + kept + " kept");
    }

    @Test
    void alignment_clearsExactlyWhatDoesNotDescend() {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 200; instance++) {
            Point point = Point.random(random);
            double[] pseudo = Orthant.pseudoGradient(point.z(), point.gradient(), point.penalty());
            double[] direction = Draws.GAUSSIAN.vector(random, pseudo.length);
            double[] aligned = direction.clone();
            Orthant.align(aligned, pseudo, point.penalty());
            for (int j = 0; j < aligned.length; j++) {
                assertEquals(direction[j] * pseudo[j] < 0 ? direction[j] : 0, aligned[j]);
            }
        }
    }

    @Test
    void withoutAbsoluteValues_allIsTheIdentity() {
        double[] gradient = {1, 0, -1};
        double[] z = {1, 0, 2};
        Penalty ridge = new Penalty(new Regularizer.L2(3), null);
        assertSame(gradient, Orthant.pseudoGradient(z, gradient, ridge));
        double[] change = {-5, 5, -5};
        Orthant.project(z, gradient, change, ridge);
        Orthant.align(change, gradient, ridge);
        assertArrayEquals(new double[] {-5, 5, -5}, change);
    }
}
