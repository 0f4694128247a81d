package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Least squares, Huber and squared hinge on rows worked out by hand, and on blocks of every length. */
class PiecewisePointwiseTest {
    @Test
    void leastSquares_byHand() {
        check(
                new LeastSquaresPointwise(),
                0.125 + 4.5 + 0,
                new double[] {1, -2, 0.5},
                new double[] {1.5, 1, 0.5},
                new double[] {0.5, 3, 0});
    }

    /** delta = 2: residuals 1 and -2 are inside, 3 costs 2 (3 - 1) = 4 and -5 costs 2 (5 - 1) = 8. */
    @Test
    void huber_byHand() {
        check(
                new HuberPointwise(2),
                0.5 + 2 + 4 + 8,
                new double[] {1, 1, 1, 1},
                new double[] {2, -1, 4, -4},
                new double[] {1, -2, 2, -2});
    }

    /** Hinges 0.5, 3, 0 (right by more than the margin) and 0 (on the margin). */
    @Test
    void squaredHinge_byHand() {
        check(
                new SquaredHingePointwise(),
                0.125 + 4.5,
                new double[] {1, -1, 1, -1},
                new double[] {0.5, 2, 7, -1},
                new double[] {-0.5, 3, -0.0, 0});
    }

    @Test
    void everyLength_onlyTheFirstEntries() {
        SplittableRandom random = new SplittableRandom(1);
        for (Pointwise loss : new Pointwise[] {
            new LeastSquaresPointwise(), new HuberPointwise(0.7), new SquaredHingePointwise(), new LogisticPointwise()
        }) {
            for (int count = 0; count <= Matrix.BLOCK_ROWS; count += random.nextInt(1, 40)) {
                double[] labels = random.doubles(Matrix.BLOCK_ROWS)
                        .map(u -> u < 0.5 ? -1 : 1)
                        .toArray();
                double[] margins = random.doubles(Matrix.BLOCK_ROWS, -3, 3).toArray();
                double[] slopes = margins.clone();
                double sum = loss.slopes(count, labels, slopes);
                double expected = 0;
                for (int i = 0; i < count; i++) {
                    double[] one = {margins[i]};
                    expected += loss.slopes(1, new double[] {labels[i]}, one);
                    assertEquals(one[0], slopes[i]);
                }
                assertEquals(expected, sum, 1e-13 * (1 + expected));
                for (int i = count; i < margins.length; i++) {
                    assertEquals(margins[i], slopes[i]);
                }
            }
        }
    }

    private static void check(Pointwise loss, double sum, double[] labels, double[] margins, double[] slopes) {
        double[] replaced = margins.clone();
        assertEquals(sum, loss.slopes(margins.length, labels, replaced));
        assertArrayEquals(slopes, replaced, 0);
    }
}
