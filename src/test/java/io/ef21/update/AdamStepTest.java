package io.ef21.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Adam against Algorithm 1 of its paper. */
class AdamStepTest {
    private static final List<Draws> ALL_DRAWS = List.of(Draws.values());

    private static final double[] GAMMAS = {1e-3, 0.1, 1};

    @Test
    void everyStepIsThePapers() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 60; instance++) {
            int d = random.nextInt(1, 10);
            double gamma = GAMMAS[instance % 3];
            Penalty penalty = Walk.penalty(random, d);
            AdamStep adam = new AdamStep(d, gamma);
            double[] theta = Draws.GAUSSIAN.vector(random, d);
            double[] m = new double[d];
            double[] v = new double[d];
            for (int t = 1; t <= 40; t++) {
                double[] g = ALL_DRAWS.get(instance % 5).vector(random, d);
                double[] change = adam.change(new Observation(theta.clone(), g, penalty, 0, 0, Double.NaN));
                for (int j = 0; j < d; j++) {
                    m[j] = 0.9 * m[j] + 0.1 * g[j];
                    v[j] = 0.999 * v[j] + 0.001 * g[j] * g[j];
                    double mHat = m[j] / (1 - Math.pow(0.9, t));
                    double vHat = v[j] / (1 - Math.pow(0.999, t));
                    double rate = gamma / (Math.sqrt(vHat) + 1e-8);
                    double moved = theta[j] - rate * mHat;
                    double expected = penalty.proximal() ? penalty.prox(j, moved, rate) : moved;
                    double scale = Math.abs(theta[j]) + Math.abs(rate * mHat);
                    assertEquals(expected, theta[j] + change[j], 1e-12 * scale, "entry " + j + ", step " + t);
                    theta[j] += change[j];
                }
                adam.moved(change);
            }
        }
    }

    /** The paper's section 2.1: steps are about gamma long whatever the scale of the gradients. */
    @Test
    void aConstantGradient_movesEveryCoordinateByGamma() {
        double[] gradient = {1e-3, -1, 1e6};
        AdamStep adam = new AdamStep(3, 0.01);
        Penalty none = new Penalty(new Regularizer.None(), null);
        for (int t = 0; t < 20; t++) {
            double[] change = adam.change(new Observation(new double[3], gradient, none, 0, 0, Double.NaN));
            for (int j = 0; j < 3; j++) {
                assertEquals(-0.01 * Math.signum(gradient[j]), change[j], 2e-7);
                assertTrue(Math.abs(change[j]) <= 0.01 * (1 + 1e-12));
            }
        }
    }
}
