package io.ef21.update;

import static io.ef21.Vectors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.Draws;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

/** Plain steps against what they are known to do on quadratics. */
class GradientStepTest {
    private static final double[] ONE_CLIENT = {1};

    /** z^t = z* + V (I - gamma Lambda)^t V' (z^0 - z*). */
    @Test
    void onAQuadratic_theIterateHasAClosedForm() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 30; instance++) {
            int d = random.nextInt(1, 12);
            Quadratics quadratics = Quadratics.random(random, 1, d);
            EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(quadratics.matrix(ONE_CLIENT)));
            double gamma = random.nextDouble(0.1, 1.9) / eigen.getRealEigenvalue(0);
            double[] minimiser = quadratics.minimiser(ONE_CLIENT);
            double[] start = Draws.GAUSSIAN.vector(random, d);
            Walk walk = new Walk(
                    quadratics.clients().get(0),
                    new Penalty(new Regularizer.None(), null),
                    new GradientStep(gamma),
                    start);
            double[] off = Vectors.minus(start, minimiser);
            for (int t = 0; t <= 50; t++) {
                double[] expected = minimiser.clone();
                for (int k = 0; k < d; k++) {
                    double[] v = eigen.getEigenvector(k).toArray();
                    double factor = Math.pow(1 - gamma * eigen.getRealEigenvalue(k), t);
                    Vectors.add(factor * Vectors.dot(v, off), v, expected);
                }
                assertClose(expected, walk.at(), 1e-11 * (Vectors.norm(minimiser) + Vectors.norm(start)), "z^" + t);
                assertEquals(Stepper.Action.STEP, walk.round());
            }
        }
    }

    /** With A = diag(a), l1:w and 1/a as the step, one step soft-thresholds every coordinate. */
    @Test
    void withAProximalPart_theStepIsASoftThreshold() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 50; instance++) {
            int d = random.nextInt(1, 12);
            double gamma = random.nextDouble(0.1, 2);
            double weight = random.nextDouble(2);
            double[] z = Draws.GAUSSIAN.vector(random, d);
            double[] gradient = Draws.TIED.vector(random, d);
            Penalty penalty = new Penalty(new Regularizer.ElasticNet(weight, 1), null);
            double[] change = new GradientStep(gamma).change(new Observation(z, gradient, penalty, 0, 0, Double.NaN));
            double[] expected = new double[d];
            Arrays.setAll(expected, j -> {
                double u = z[j] - gamma * gradient[j];
                return Math.signum(u) * Math.max(0, Math.abs(u) - gamma * weight);
            });
            Vectors.add(1, z, change);
            assertClose(expected, change, 1e-14 * (1 + Vectors.norm(z)), "instance " + instance);
        }
    }
}
