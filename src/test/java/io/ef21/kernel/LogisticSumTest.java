package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of rows change nothing: sums over shards against a loop over rows. */
class LogisticSumTest {
    private static final int WIDTH = 9000;

    /** Sums of 5,000 terms of one sign in another order, of pointwise functions accurate to 2e-14. */
    private static final double TOLERANCE = 1e-12;

    /** Short rows fill blocks by rows, long ones by nonzeros; a row longer than a block stands alone in none. */
    @ParameterizedTest
    @CsvSource({"5000, 3", "5000, 40", "700, 400", "40, 9000", "1, 5", "511, 2", "512, 2", "513, 2", "65, 300"})
    void lossAndGradient_equalALoopOverRows(int rows, int longest) {
        SplittableRandom random = new SplittableRandom(rows);
        Rows a = Rows.random(random, rows, longest, false);
        double[] x = gaussian(random, WIDTH);
        double[] expected = new double[WIDTH];
        double[] magnitude = new double[WIDTH];
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double z = a.labels[i] * a.margin(i, x);
            double e = StrictMath.exp(-Math.abs(z));
            loss += StrictMath.log1p(e) + Math.max(0, -z);
            double slope = -a.labels[i] * (z > 0 ? e : 1) / (1 + e);
            for (int p = a.starts[i]; p < a.starts[i + 1]; p++) {
                expected[a.columns[p]] += slope * a.values[p];
                magnitude[a.columns[p]] += Math.abs(slope * a.values[p]);
            }
        }
        double[] gradient = new double[WIDTH];
        double actual = LossSum.lossAndGradient(new LogisticPointwise(), a.matrix(), a.labels, x, gradient);
        assertEquals(loss, actual, TOLERANCE * loss);
        for (int j = 0; j < WIDTH; j++) {
            assertEquals(expected[j], gradient[j], TOLERANCE * magnitude[j]);
        }
    }

    @Test
    void gradient_isAddedToWhatIsThere() {
        SplittableRandom random = new SplittableRandom(1);
        Rows a = Rows.random(random, 300, 10, false);
        double[] x = gaussian(random, WIDTH);
        double[] once = new double[WIDTH];
        double[] twice = new double[WIDTH];
        LossSum.lossAndGradient(new LogisticPointwise(), a.matrix(), a.labels, x, once);
        LossSum.lossAndGradient(new LogisticPointwise(), a.matrix(), a.labels, x, twice);
        LossSum.lossAndGradient(new LogisticPointwise(), a.matrix(), a.labels, x, twice);
        for (int j = 0; j < WIDTH; j++) {
            assertEquals(2 * once[j], twice[j], 1e-13 * 300);
        }
    }

    @Test
    void absentValues_areOnes() {
        SplittableRandom random = new SplittableRandom(2);
        Rows a = Rows.random(random, 2000, 20, true);
        double[] x = gaussian(random, WIDTH);
        double[] explicit = new double[WIDTH];
        double[] implicit = new double[WIDTH];
        assertEquals(
                LossSum.lossAndGradient(new LogisticPointwise(), a.matrix(), a.labels, x, explicit),
                LossSum.lossAndGradient(new LogisticPointwise(), a.matrix(new Entries.Ones()), a.labels, x, implicit));
        assertArrayEquals(explicit, implicit);
        Arrays.fill(explicit, 0);
        Arrays.fill(implicit, 0);
        LossSum.gram(a.matrix(), x, explicit);
        LossSum.gram(a.matrix(new Entries.Ones()), x, implicit);
        assertArrayEquals(explicit, implicit);
    }

    /** Values that floats hold exactly give the same bits from floats. */
    @Test
    void floatValues_enterDoubleArithmetic() {
        SplittableRandom random = new SplittableRandom(4);
        Rows a = Rows.random(random, 2000, 20, false);
        float[] narrow = new float[a.values.length];
        for (int p = 0; p < narrow.length; p++) {
            narrow[p] = (float) a.values[p];
            a.values[p] = narrow[p];
        }
        double[] x = gaussian(random, WIDTH);
        double[] wide = new double[WIDTH];
        double[] fromFloats = new double[WIDTH];
        Matrix floats = a.matrix(new Entries.Floats(narrow));
        assertEquals(
                LossSum.lossAndGradient(new LogisticPointwise(), a.matrix(), a.labels, x, wide),
                LossSum.lossAndGradient(new LogisticPointwise(), floats, a.labels, x, fromFloats));
        assertArrayEquals(wide, fromFloats);
    }

    /** Dense layouts, of whole and of broken blocks and groups of rows, against the sparse one. */
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "700, 8", "513, 50", "45, 784", "9, 9000"})
    void denseLayouts_equalTheSparseOne(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows);
        float[] floats = new float[rows * columns];
        double[] values = new double[floats.length];
        int[] starts = new int[rows + 1];
        int[] ids = new int[floats.length];
        for (int p = 0; p < values.length; p++) {
            floats[p] = (float) (random.nextGaussian() / Math.sqrt(columns));
            values[p] = floats[p];
            ids[p] = p % columns;
        }
        Arrays.setAll(starts, i -> i * columns);
        double[] labels =
                random.ints(rows, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
        double[] x = gaussian(random, columns);
        Matrix sparse = new SparseMatrix(starts, ids, new Entries.Doubles(values));
        DenseMatrix dense = new DenseMatrix(columns, values.length, values);
        Matrix narrow = new NarrowDenseMatrix(columns, values.length, floats);
        double[] expected = new double[columns];
        double loss = LossSum.lossAndGradient(new LogisticPointwise(), sparse, labels, x, expected);
        for (Matrix a : new Matrix[] {dense, narrow, new BlasMatrix(columns, values.length, values)}) {
            double[] gradient = new double[columns];
            assertEquals(
                    loss, LossSum.lossAndGradient(new LogisticPointwise(), a, labels, x, gradient), TOLERANCE * loss);
            assertArrayEquals(expected, gradient, 1e-14 * rows);
            double[] product = new double[columns];
            double[] gram = new double[columns];
            LossSum.gram(sparse, x, product);
            LossSum.gram(a, x, gram);
            assertArrayEquals(product, gram, 1e-13 * rows);
            assertEquals(rows, a.rows());
            assertEquals(values.length, a.nonzeros());
        }
        double[] wide = new double[columns];
        double[] half = new double[columns];
        assertEquals(
                LossSum.lossAndGradient(new LogisticPointwise(), dense, labels, x, wide),
                LossSum.lossAndGradient(new LogisticPointwise(), narrow, labels, x, half));
        assertArrayEquals(wide, half);
    }

    @ParameterizedTest
    @CsvSource({"1, 512", "64, 512", "784, 40", "2000, 16", "20000, 4", "2147483647, 4"})
    void denseBlocks_areClosedByEntries(int columns, int expected) {
        assertEquals(expected, DenseMatrix.blockEnd(0, 100_000, columns));
        assertEquals(100_000, DenseMatrix.blockEnd(99_999, 100_000, columns));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1, 512", "1000, 16, 512", "1000, 100, 81", "1000, 200, 64", "100, 9000, 64", "30, 3, 30"})
    void blocks_areClosedByEntriesAndRows(int rows, int length, int expected) {
        int[] starts = new int[rows + 1];
        for (int i = 0; i < rows; i++) {
            starts[i + 1] = starts[i] + length;
        }
        Matrix a = new SparseMatrix(starts, new int[starts[rows]], new Entries.Ones());
        assertEquals(expected, a.blockEnd(0));
        assertEquals(rows, a.blockEnd(rows - 1));
    }

    @Test
    void gram_equalsALoopOverRows() {
        SplittableRandom random = new SplittableRandom(3);
        Rows a = Rows.random(random, 3000, 60, false);
        double[] v = gaussian(random, WIDTH);
        double[] expected = new double[WIDTH];
        double[] magnitude = new double[WIDTH];
        for (int i = 0; i < a.labels.length; i++) {
            double margin = a.margin(i, v);
            for (int p = a.starts[i]; p < a.starts[i + 1]; p++) {
                expected[a.columns[p]] += margin * a.values[p];
                magnitude[a.columns[p]] += Math.abs(margin * a.values[p]);
            }
        }
        double[] product = new double[WIDTH];
        LossSum.gram(a.matrix(), v, product);
        for (int j = 0; j < WIDTH; j++) {
            assertEquals(expected[j], product[j], TOLERANCE * magnitude[j]);
        }
    }

    private static double[] gaussian(SplittableRandom random, int d) {
        return random.doubles(d).map(u -> random.nextGaussian()).toArray();
    }

    /** Rows of random lengths, some empty, over ascending random columns. */
    private record Rows(int[] starts, int[] columns, double[] values, double[] labels) {
        static Rows random(SplittableRandom random, int rows, int longest, boolean ones) {
            int[] starts = new int[rows + 1];
            int[] columns = new int[rows * longest];
            for (int i = 0; i < rows; i++) {
                int length = random.nextInt(longest + 1);
                int at = starts[i];
                for (int column = 0; column < WIDTH && at < starts[i] + length; column++) {
                    // as many of the columns that remain as are still wanted
                    if (random.nextInt(WIDTH - column) < starts[i] + length - at) {
                        columns[at++] = column;
                    }
                }
                starts[i + 1] = at;
            }
            columns = Arrays.copyOf(columns, starts[rows]);
            double[] values = new double[columns.length];
            for (int p = 0; p < values.length; p++) {
                values[p] = ones ? 1 : random.nextGaussian() / Math.sqrt(longest);
            }
            double[] labels =
                    random.ints(rows, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
            return new Rows(starts, columns, values, labels);
        }

        Matrix matrix() {
            return matrix(new Entries.Doubles(values));
        }

        Matrix matrix(Entries entries) {
            return new SparseMatrix(starts, columns, entries);
        }

        double margin(int row, double[] x) {
            double margin = 0;
            for (int p = starts[row]; p < starts[row + 1]; p++) {
                margin += values[p] * x[columns[p]];
            }
            return margin;
        }
    }
}
