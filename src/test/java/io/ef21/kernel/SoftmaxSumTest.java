package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loss and gradient of K classes against a loop over rows with StrictMath. */
class SoftmaxSumTest {
    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @CsvSource({
        "1, 5, 1",
        "300, 5, 2",
        "1000, 20, 3",
        "700, 8, 7",
        "513, 3, 8",
        "600, 50, 10",
        "65, 300, 11",
        "40, 20, 26"
    })
    void lossAndGradient_equalALoopOverRows(int rows, int longest, int classes) {
        SplittableRandom random = new SplittableRandom(rows);
        int d = 400;
        SparseMatrix a = matrix(random, rows, longest, d);
        int[] labels = random.ints(rows, 0, classes).toArray();
        double[] x = gaussian(random, d * classes, 3 / Math.sqrt(longest));
        double[] expected = new double[x.length];
        double[] magnitude = new double[x.length];
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double[] m = margins(a, i, classes, x);
            loss += loss(m, labels[i]);
            for (int p = a.starts()[i]; p < a.starts()[i + 1]; p++) {
                for (int c = 0; c < classes; c++) {
                    double term = slope(m, labels[i], c) * a.entries().value(p);
                    expected[a.columns()[p] * classes + c] += term;
                    magnitude[a.columns()[p] * classes + c] += Math.abs(term);
                }
            }
        }
        double[] gradient = new double[x.length];
        assertEquals(loss, SoftmaxSum.lossAndGradient(a, labels, classes, x, gradient), TOLERANCE * loss);
        for (int j = 0; j < x.length; j++) {
            assertEquals(expected[j], gradient[j], TOLERANCE * magnitude[j] + 1e-17 * rows);
        }
    }

    /** Small losses and slopes keep their digits: nothing is 1 minus something near 1. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void pointwise_isRelativelyAccurate_upToMarginsOf30(int classes) {
        SplittableRandom random = new SplittableRandom(classes);
        SoftmaxPointwise pointwise = new SoftmaxPointwise();
        for (int instance = 0; instance < 20_000; instance++) {
            double[] m = random.doubles(classes, -15, 15).toArray();
            int label = random.nextInt(classes);
            double[][] slopes = new double[classes][];
            Arrays.setAll(slopes, c -> new double[] {m[c]});
            double loss = pointwise.slopes(1, new int[] {label}, null, 0, slopes);
            assertEquals(loss(m, label), loss, 1e-13 * loss);
            for (int c = 0; c < classes; c++) {
                double expected = slope(m, label, c);
                assertEquals(expected, slopes[c][0], 1e-13 * Math.abs(expected));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e3, 1e300})
    void largeMargins_giveFiniteLosses(double margin) {
        double[][] slopes = {{margin}, {-margin}, {0}};
        SoftmaxPointwise pointwise = new SoftmaxPointwise();
        assertEquals(2 * margin, pointwise.slopes(1, new int[] {1}, null, 0, slopes), 1e-15 * margin);
        assertArrayEquals(new double[] {1, -1, 0}, new double[] {slopes[0][0], slopes[1][0], slopes[2][0]}, 1e-17);
        slopes = new double[][] {{margin}, {-margin}, {0}};
        assertEquals(0, pointwise.slopes(1, new int[] {0}, null, 0, slopes), 1e-17);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void loss_ofMarginThatIsNotFinite_isNotFinite(double margin) {
        assertFalse(Double.isFinite(
                new SoftmaxPointwise().slopes(1, new int[] {0}, null, 0, new double[][] {{margin}, {margin}, {1}})));
    }

    /** Two classes with opposite models are a logistic regression at twice the margin. */
    @Test
    void twoClasses_areLogistic() {
        SplittableRandom random = new SplittableRandom(3);
        int d = 50;
        SparseMatrix a = matrix(random, 500, 10, d);
        int[] labels = random.ints(500, 0, 2).toArray();
        double[] signs = Arrays.stream(labels).mapToDouble(y -> 2 * y - 1).toArray();
        double[] x = gaussian(random, d, 1);
        double[] both = new double[2 * d];
        double[] twice = new double[d];
        for (int j = 0; j < d; j++) {
            both[2 * j] = -x[j];
            both[2 * j + 1] = x[j];
            twice[j] = 2 * x[j];
        }
        double[] expected = new double[d];
        double[] gradient = new double[2 * d];
        double loss = LossSum.lossAndGradient(new LogisticPointwise(), a, signs, twice, expected);
        assertEquals(loss, SoftmaxSum.lossAndGradient(a, labels, 2, both, gradient), TOLERANCE * loss);
        for (int j = 0; j < d; j++) {
            assertEquals(expected[j], gradient[2 * j + 1], 1e-11);
            assertEquals(-expected[j], gradient[2 * j], 1e-11);
        }
    }

    @Test
    void onesAndFloats_areTheirValues() {
        SplittableRandom random = new SplittableRandom(5);
        SparseMatrix a = matrix(random, 700, 30, 100);
        double[] ones = new double[a.nonzeros()];
        Arrays.fill(ones, 1);
        assertSame(random, a, new Entries.Ones(), new Entries.Doubles(ones));
        float[] floats = new float[a.nonzeros()];
        double[] doubles = new double[a.nonzeros()];
        for (int p = 0; p < floats.length; p++) {
            floats[p] = (float) a.entries().value(p);
            doubles[p] = floats[p];
        }
        assertSame(random, a, new Entries.Floats(floats), new Entries.Doubles(doubles));
    }

    @Test
    void lengthsThatDoNotFit_areRefused() {
        SparseMatrix a = matrix(new SplittableRandom(1), 3, 2, 4);
        int[] labels = new int[3];
        assertThrows(
                IllegalArgumentException.class,
                () -> SoftmaxSum.lossAndGradient(a, labels, 3, new double[13], new double[13]));
        assertThrows(
                IllegalArgumentException.class,
                () -> SoftmaxSum.lossAndGradient(a, labels, 3, new double[12], new double[15]));
    }

    private static void assertSame(SplittableRandom random, SparseMatrix a, Entries first, Entries second) {
        int[] labels = random.ints(a.rows(), 0, 11).toArray();
        double[] x = gaussian(random, 100 * 11, 1);
        double[] g = new double[x.length];
        double[] h = new double[x.length];
        assertEquals(
                SoftmaxSum.lossAndGradient(new SparseMatrix(a.starts(), a.columns(), first), labels, 11, x, g),
                SoftmaxSum.lossAndGradient(new SparseMatrix(a.starts(), a.columns(), second), labels, 11, x, h));
        assertArrayEquals(g, h);
    }

    private static double[] margins(SparseMatrix a, int row, int classes, double[] x) {
        double[] m = new double[classes];
        for (int p = a.starts()[row]; p < a.starts()[row + 1]; p++) {
            for (int c = 0; c < classes; c++) {
                m[c] += a.entries().value(p) * x[a.columns()[p] * classes + c];
            }
        }
        return m;
    }

    /** log(1 + sum_(c != y) e^(m_c - m_y)). */
    private static double loss(double[] m, int label) {
        double sum = 0;
        for (int c = 0; c < m.length; c++) {
            sum += c == label ? 0 : StrictMath.exp(m[c] - m[label]);
        }
        return StrictMath.log1p(sum);
    }

    private static double slope(double[] m, int label, int c) {
        double sum = 0;
        double others = 0;
        for (int k = 0; k < m.length; k++) {
            sum += StrictMath.exp(m[k] - m[label]);
            others += k == label ? 0 : StrictMath.exp(m[k] - m[label]);
        }
        return (c == label ? -others : StrictMath.exp(m[c] - m[label])) / sum;
    }

    private static SparseMatrix matrix(SplittableRandom random, int rows, int longest, int d) {
        int[] starts = new int[rows + 1];
        int[] columns = new int[rows * longest];
        for (int i = 0; i < rows; i++) {
            int[] own = random.ints(random.nextInt(longest + 1), 0, d)
                    .sorted()
                    .distinct()
                    .toArray();
            System.arraycopy(own, 0, columns, starts[i], own.length);
            starts[i + 1] = starts[i] + own.length;
        }
        double[] values = gaussian(random, starts[rows], 1);
        return new SparseMatrix(starts, Arrays.copyOf(columns, starts[rows]), new Entries.Doubles(values));
    }

    private static double[] gaussian(SplittableRandom random, int count, double scale) {
        return random.doubles(count).map(u -> scale * random.nextGaussian()).toArray();
    }
}
