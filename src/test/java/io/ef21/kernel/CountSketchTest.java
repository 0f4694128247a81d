package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sketches are what the definition gives, entry by entry, and estimates have the expectation and variance of theory. */
class CountSketchTest {
    @ParameterizedTest
    @EnumSource
    void add_isTheDefinition(Draws kind) {
        SplittableRandom random = new SplittableRandom(1);
        for (CountSketch sketch : sketches()) {
            double[] table = sketch.table();
            double[] expected = sketch.table();
            for (int vector = 0; vector < 2; vector++) {
                double[] v = kind.vector(random, sketch.length());
                sketch.add(v, table);
                for (int row = 0; row < sketch.rows(); row++) {
                    for (int p = 0; p < v.length; p++) {
                        expected[place(sketch, row, p)] += sign(sketch, row, p) * v[p];
                    }
                }
            }
            assertArrayEquals(expected, table, sketch.toString());
        }
    }

    @Test
    void estimates_areMeansAndMediansOverTheRows() {
        SplittableRandom random = new SplittableRandom(2);
        for (CountSketch sketch : sketches()) {
            double[] table = Draws.GAUSSIAN.vector(random, sketch.rows() * sketch.buckets());
            double[] mean = new double[sketch.length()];
            double[] median = new double[sketch.length()];
            Arrays.fill(mean, 1);
            Arrays.fill(median, 1);
            sketch.addMean(table, mean, 0.5);
            sketch.addMedian(table, median, 0.5);
            int rows = sketch.rows();
            for (int p = 0; p < sketch.length(); p++) {
                double[] estimates = new double[rows];
                double sum = 0;
                for (int row = 0; row < rows; row++) {
                    estimates[row] = sign(sketch, row, p) * table[place(sketch, row, p)];
                    sum += estimates[row];
                }
                Arrays.sort(estimates);
                double middle = (estimates[(rows - 1) / 2] + estimates[rows / 2]) / 2;
                assertEquals(1 + 0.5 * (sum / rows), mean[p]);
                assertEquals(1 + 0.5 * middle, median[p], 1e-15);
            }
        }
    }

    @Test
    void estimates_ofAVectorWithOneEntry_areExactAtIt() {
        for (CountSketch sketch : sketches()) {
            double[] v = new double[sketch.length()];
            int p = v.length * 2 / 3;
            v[p] = -3.5;
            double[] table = sketch.table();
            sketch.add(v, table);
            double[] mean = new double[v.length];
            double[] median = new double[v.length];
            sketch.addMean(table, mean, 1);
            sketch.addMedian(table, median, 1);
            assertEquals(v[p], mean[p], 1e-15);
            assertEquals(v[p], median[p]);
        }
    }

    /**
     * Over 20,000 keys the mean of an estimate is the entry within five standard deviations of theory, and its variance is
     * at most 1.1 times that of theory: by chance that fails with probability 6e-7 per coordinate for the mean (12
     * coordinates), and 1e-6 for the variance, whose relative standard deviation is about 0.02.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void addMean_isUnbiasedWithTheVarianceOfTheory(int rows) {
        int keys = 20_000;
        double[] v = {1, -2, 3, 0, 0.5, -0.25, 4, 0, 0, 1, 1, -1};
        double[] sum = new double[v.length];
        double[] squares = new double[v.length];
        for (int key = 0; key < keys; key++) {
            CountSketch sketch = CountSketch.of(v.length, rows, 8, key);
            double[] table = sketch.table();
            sketch.add(v, table);
            double[] estimate = new double[v.length];
            sketch.addMean(table, estimate, 1);
            for (int p = 0; p < v.length; p++) {
                sum[p] += estimate[p] - v[p];
                squares[p] += (estimate[p] - v[p]) * (estimate[p] - v[p]);
            }
        }
        for (int p = 0; p < v.length; p++) {
            double variance = (Dense.squaredNorm(v) - v[p] * v[p]) / (8.0 * rows);
            assertTrue(Math.abs(sum[p] / keys) <= 5 * Math.sqrt(variance / keys), "coordinate " + p);
            assertTrue(squares[p] / keys <= 1.1 * variance, "coordinate " + p);
        }
    }

    @Test
    void addMedian_findsWhatMeansLose() {
        double[] v = new double[5000];
        v[17] = 1e6;
        Arrays.fill(v, 1000, 1100, 1);
        CountSketch sketch = CountSketch.of(v.length, 5, 2000, 3);
        double[] table = sketch.table();
        sketch.add(v, table);
        double[] median = new double[v.length];
        sketch.addMedian(table, median, 1);
        for (int p = 0; p < v.length; p++) {
            assertEquals(v[p], median[p], 3);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void add_ofEntriesThatAreNotFinite_isRefused(double bad) {
        for (CountSketch sketch : sketches()) {
            double[] v = new double[sketch.length()];
            v[v.length - 1] = bad;
            assertThrows(ArithmeticException.class, () -> sketch.add(v, sketch.table()));
        }
    }

    @Test
    void sketches_ofUnfitSizes_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> CountSketch.of(0, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> CountSketch.of(1, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> CountSketch.of(1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> CountSketch.of(1, 1 << 16, 1 << 16, 0));
        assertThrows(IllegalArgumentException.class, () -> new CountSketch(10, 11, 1, 1, 8, 0));
        assertThrows(IllegalArgumentException.class, () -> new CountSketch(10, 10, 0, 1, 8, 0));
        assertThrows(IllegalArgumentException.class, () -> new CountSketch(10, 10, 3, 1, 8, 0));
        assertThrows(IllegalArgumentException.class, () -> new CountSketch(10, 4, 1, 1, 8, 0));
        CountSketch sketch = CountSketch.of(10, 1, 8, 0);
        assertThrows(IllegalArgumentException.class, () -> sketch.add(new double[9], new double[8]));
        assertThrows(IllegalArgumentException.class, () -> sketch.add(new double[10], new double[9]));
        assertThrows(IllegalArgumentException.class, () -> sketch.addMean(new double[8], new double[9], 1));
        assertThrows(IllegalArgumentException.class, () -> sketch.addMedian(new double[9], new double[10], 1));
    }

    private static CountSketch[] sketches() {
        return new CountSketch[] {
            CountSketch.of(1, 1, 1, 0),
            CountSketch.of(1, 4, 1, 1),
            CountSketch.of(100, 1, 7, 2),
            CountSketch.of(5000, 3, 400, 3),
            CountSketch.of(1024, 2, 50, 4),
            CountSketch.of(3000, 5, 1, -1),
            CountSketch.of(2500, 4, 5000, 77),
            // runs, of which the last is shorter
            new CountSketch(5000, 5000, 7, 3, 70, 5),
            new CountSketch(100, 100, 64, 2, 128, 6),
            new CountSketch(9000, 9000, 3000, 2, 6000, 7),
            new CountSketch(50, 50, 80, 3, 80, 7),
            // columns; the last row of the matrix is shorter
            new CountSketch(1000, 100, 1, 3, 200, 8),
            new CountSketch(5003, 1300, 1, 2, 400, 9),
            new CountSketch(10, 1, 1, 3, 20, 10),
            // both
            new CountSketch(1003, 100, 8, 3, 176, 11)
        };
    }

    private static long hash(CountSketch sketch, int row, int p) {
        return CounterRandom.bits(CounterRandom.key(sketch.key(), row), p % sketch.columns() / sketch.group());
    }

    private static int sign(CountSketch sketch, int row, int p) {
        return (hash(sketch, row, p) & 1) == 0 ? 1 : -1;
    }

    private static int place(CountSketch sketch, int row, int p) {
        int matrixRows = (sketch.length() + sketch.columns() - 1) / sketch.columns();
        int part = sketch.buckets() / matrixRows;
        int cells = part / sketch.group();
        long cell = ((hash(sketch, row, p) >>> 32) * cells) >>> 32;
        int inRow = p % sketch.columns();
        return row * sketch.buckets()
                + p / sketch.columns() * part
                + (int) cell * sketch.group()
                + inRow % sketch.group();
    }
}
