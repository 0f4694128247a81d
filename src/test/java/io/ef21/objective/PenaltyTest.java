package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.Vectors;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regularizers in the server's variables, against values alone. */
class PenaltyTest {
    private static final int D = 6;

    private static Penalty random(SplittableRandom random, Regularizer regularizer) {
        byte[] halves = new byte[D];
        for (int j = 0; j < D; j++) {
            halves[j] = (byte) random.nextInt(-6, 7);
        }
        return new Penalty(regularizer, random.nextInt(4) == 0 ? null : new Scaling(halves));
    }

    /** argmin_u p(u) + (u - v)^2 / (2 gamma), with p from values of the lasso. */
    @Test
    void prox_isTheMinimiserByBruteForce() {
        SplittableRandom random = new SplittableRandom(1);
        int zeros = 0;
        for (int instance = 0; instance < 400; instance++) {
            double lambda = random.nextDouble(2);
            double ratio = random.nextDouble(0.1, 1);
            Penalty net = random(random, new Regularizer.ElasticNet(lambda, ratio));
            Penalty lasso = new Penalty(new Regularizer.ElasticNet(lambda * ratio, 1), net.scaling());
            int j = random.nextInt(D);
            double v = 3 * random.nextGaussian();
            double gamma = random.nextDouble(0.01, 3);
            DoubleUnaryOperator value = u -> lasso.value(at(j, u)) + (u - v) * (u - v) / (2 * gamma);
            double prox = net.prox(j, v, gamma);
            double best = minimiser(value, Math.abs(v) + 1);
            assertEquals(best, prox, 1e-6 * (1 + Math.abs(v)));
            assertTrue(value.applyAsDouble(prox) <= value.applyAsDouble(best) + 1e-15 * (1 + v * v));
            zeros += prox == 0 ? 1 : 0;
        }
        assertTrue(zeros > 40 && zeros < 360, zeros + " zeros");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "l2:0.3", "nonconvex:0.7", "l1:0.4", "elasticnet:0.5:0.3"})
    void value_isTheRegularizerOfTheModel_andItsSmoothPartHasTheGradient(String specification) {
        SplittableRandom random = new SplittableRandom(2);
        Regularizer regularizer = Regularizer.parse(specification);
        for (int instance = 0; instance < 50; instance++) {
            Penalty penalty = random(random, regularizer);
            double[] z = Draws.GAUSSIAN.vector(random, D);
            assertEquals(regularizer.value(penalty.model(z)), penalty.value(z));
            double[] gradient = new double[D];
            penalty.addGradient(z, gradient);
            double h = 1e-5;
            for (int j = 0; j < D; j++) {
                double absolutes = penalty.absolute(j) * Math.signum(z[j]);
                double slope = (penalty.value(plus(z, j, h)) - penalty.value(plus(z, j, -h))) / (2 * h) - absolutes;
                if (Math.abs(z[j]) > h) {
                    assertEquals(slope, gradient[j], 1e-6 * (1 + Math.abs(gradient[j])));
                }
                double bend = (penalty.value(plus(z, j, h)) - 2 * penalty.value(z) + penalty.value(plus(z, j, -h)));
                assertTrue(Math.abs(z[j]) <= h || bend <= penalty.curvatureAlong(at(j, h)) + 1e-13);
                assertTrue(penalty.curvatureAlong(at(j, 1)) <= penalty.curvature() * (1 + 1e-12));
            }
            double[] inModel = new double[D];
            regularizer.addGradient(penalty.model(z), inModel);
            Vectors.assertClose(inModel, penalty.inModel(gradient), 1e-14 * (1 + Vectors.norm(inModel)), "in x");
        }
    }

    @Test
    void withoutAScaling_nothingIsCopied() {
        double[] z = {1, 2};
        Penalty penalty = new Penalty(new Regularizer.L2(1), null);
        assertSame(z, penalty.model(z));
        assertSame(z, penalty.inModel(z));
    }

    /** A grid, refined around its best point. */
    private static double minimiser(DoubleUnaryOperator f, double range) {
        double middle = 0;
        double width = range;
        while (width > 1e-10 * range) {
            double best = middle;
            for (int i = -50; i <= 50; i++) {
                double u = middle + width * i / 50;
                best = f.applyAsDouble(u) < f.applyAsDouble(best) ? u : best;
            }
            middle = best;
            width /= 20;
        }
        return middle;
    }

    private static double[] at(int j, double u) {
        return plus(new double[D], j, u);
    }

    private static double[] plus(double[] z, int j, double u) {
        double[] moved = z.clone();
        moved[j] += u;
        return moved;
    }
}
