package io.ef21.update;

import static io.ef21.Vectors.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.Draws;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** B of the pairs is the inverse of the H that their directions are made with, and its rows are those of B. */
class QuadraticModelTest {
    /** Inner products of doubles, amplified by the condition of the pairs. */
    private static final double ROUNDING = 1e-7;

    @Test
    void model_isTheInverseOfWhatDirectionsAreMadeWith() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 100; instance++) {
            int d = random.nextInt(1, 12);
            CurvaturePairs pairs = pairs(random, d, random.nextInt(1, 6));
            double[] gradient = Draws.GAUSSIAN.vector(random, d);
            double[] back = pairs.model(1).times(pairs.direction(gradient, 1));
            assertClose(Vectors.times(-1, gradient), back, ROUNDING * Vectors.norm(gradient), "B H g = g");
        }
    }

    @Test
    void rows_areThoseOfTheMatrix() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 50; instance++) {
            int d = random.nextInt(1, 8);
            QuadraticModel model = pairs(random, d, 4).model(1);
            for (int j = 0; j < d; j++) {
                double[] unit = new double[d];
                unit[j] = 1;
                double[] column = model.times(unit);
                double[] row = model.row(j);
                assertEquals(model.rank(), row.length);
                for (int i = 0; i < d; i++) {
                    double[] other = model.row(i);
                    double entry = i == j ? model.identity() : 0;
                    for (int t = 0; t < row.length; t++) {
                        entry += QuadraticModel.sign(t) * row[t] * other[t];
                    }
                    assertEquals(column[i], entry, ROUNDING * Vectors.norm(column));
                }
            }
        }
    }

    @Test
    void withoutPairs_itIsTheInverseOfTheStepLength() {
        double[] d = {1, -2};
        assertArrayEquals(
                new double[] {4, -8}, new CurvaturePairs(3).model(0.25).times(d));
        CurvaturePairs forgetful = new CurvaturePairs(0);
        forgetful.add(new double[] {1, 0}, new double[] {2, 0});
        assertArrayEquals(new double[] {2, -4}, forgetful.model(0.25).times(d), "gradient steps know one length");
    }

    private static CurvaturePairs pairs(SplittableRandom random, int d, int count) {
        double[][] hessian =
                Quadratics.random(random, 1, d, d, 1, 1).clients().get(0).matrix();
        CurvaturePairs pairs = new CurvaturePairs(count);
        for (int i = 0; i < count; i++) {
            double[] s = Draws.GAUSSIAN.vector(random, d);
            double[] y = new double[d];
            for (int j = 0; j < d; j++) {
                y[j] = Vectors.dot(hessian[j], s) + 0.1 * s[j];
            }
            pairs.add(s, y);
        }
        return pairs;
    }
}
