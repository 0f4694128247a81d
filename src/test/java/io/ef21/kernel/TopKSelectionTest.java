package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.Draws;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The selection is what a full sort by magnitude, then index, selects. */
class TopKSelectionTest {
    @ParameterizedTest
    @EnumSource
    void select_everyK_equalsAFullSort(Draws kind) {
        SplittableRandom random = new SplittableRandom(1);
        for (int d = 1; d <= 70; d++) {
            double[] v = kind.vector(random, d);
            for (int k = 1; k <= d; k++) {
                assertArrayEquals(bySorting(v, k), TopKSelection.select(v, k), "d = " + d + ", k = " + k);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void select_fromLongVectors_equalsAFullSort(Draws kind) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 30; instance++) {
            double[] v = kind.vector(random, random.nextInt(1000, 5000));
            int k = random.nextInt(1, v.length + 1);
            assertArrayEquals(bySorting(v, k), TopKSelection.select(v, k), "k = " + k);
        }
    }

    /** Orders that make naive quickselects slow or wrong. */
    @Test
    void select_fromSortedAndOrganPipeVectors_equalsAFullSort() {
        for (int d : new int[] {2, 3, 4, 5, 64, 1000}) {
            double[] ascending = IntStream.range(0, d).asDoubleStream().toArray();
            double[] descending =
                    IntStream.range(0, d).mapToDouble(j -> -(d - j)).toArray();
            double[] pipe =
                    IntStream.range(0, d).mapToDouble(j -> Math.min(j, d - j)).toArray();
            for (int k = 1; k <= d; k += Math.max(1, d / 50)) {
                assertArrayEquals(bySorting(ascending, k), TopKSelection.select(ascending, k));
                assertArrayEquals(bySorting(descending, k), TopKSelection.select(descending, k));
                assertArrayEquals(bySorting(pipe, k), TopKSelection.select(pipe, k));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void select_withAnEntryThatIsNotFinite_isRefused(double bad) {
        SplittableRandom random = new SplittableRandom(7);
        for (int d = 1; d <= 12; d++) {
            for (int at = 0; at < d; at++) {
                double[] v = Draws.GAUSSIAN.vector(random, d);
                v[at] = bad;
                for (int k = 1; k <= d; k++) {
                    int count = k;
                    assertThrows(ArithmeticException.class, () -> TopKSelection.select(v, count));
                }
            }
        }
    }

    /** Long enough for a threshold from a sample, from few to nearly all; and shapes that make samples mislead. */
    @ParameterizedTest
    @EnumSource
    void select_whereASampleIsTaken_equalsAFullSort(Draws kind) {
        SplittableRandom random = new SplittableRandom(3);
        for (int d : new int[] {4096, 20_001, 120_000}) {
            double[] v = kind.vector(random, d);
            Integer[] order = order(v);
            for (int k : new int[] {1, 2, 10, d / 1000 + 1, d / 100, d / 30, d / 10, d / 2, d - 1, d}) {
                assertArrayEquals(first(order, k), TopKSelection.select(v, k), "d = " + d + ", k = " + k);
            }
        }
    }

    @Test
    void select_fromVectorsThatMisleadSamples_equalsAFullSort() {
        int d = 50_000;
        for (double[] v : misleading(d)) {
            Integer[] order = order(v);
            for (int k : new int[] {1, 7, 50, 500, 5000, 49_999}) {
                assertArrayEquals(first(order, k), TopKSelection.select(v, k), "k = " + k);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void selectDifference_withAnyHint_isSelectionFromTheDifference(Draws kind) {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 60; instance++) {
            int d = instance % 2 == 0 ? random.nextInt(1, 300) : random.nextInt(4096, 40_000);
            double[] x = kind.vector(random, d);
            double[] y = kind.vector(random, d);
            int k = instance % 3 == 0 ? Math.max(1, d / 100) : random.nextInt(1, d + 1);
            assertSameAsOfDifference(x, y, k);
        }
    }

    @Test
    void selectDifference_fromVectorsThatMisleadSamples_isSelectionFromTheDifference() {
        int d = 20_000;
        for (double[] v : misleading(d)) {
            assertSameAsOfDifference(v, new double[d], d / 100);
            assertSameAsOfDifference(new double[d], v, d / 10);
        }
    }

    private static void assertSameAsOfDifference(double[] x, double[] y, int k) {
        double[] difference = Dense.minus(x, y);
        int[] expected = TopKSelection.select(difference, k);
        long threshold = IntStream.of(expected)
                .mapToLong(j -> Double.doubleToRawLongBits(Math.abs(difference[j])))
                .min()
                .orElseThrow();
        long[] hints = {
            TopKSelection.NO_HINT,
            threshold,
            threshold - 1,
            threshold + 1,
            threshold + (1L << 46),
            threshold - (1L << 50),
            0,
            1,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            0x7FF0000000000000L,
            Double.doubleToRawLongBits(1e-300),
            Double.doubleToRawLongBits(1e300)
        };
        for (long hint : hints) {
            LargestEntries largest = TopKSelection.selectDifference(x, y, k, hint);
            assertArrayEquals(expected, largest.indices(), "hint " + hint);
            assertEquals(threshold, largest.threshold());
            for (int i = 0; i < k; i++) {
                assertEquals(
                        Double.doubleToRawLongBits(difference[expected[i]]),
                        Double.doubleToRawLongBits(largest.values()[i]));
            }
        }
    }

    /** Long vectors whose large entries come in orders or places that a sample does not see. */
    private static List<double[]> misleading(int d) {
        double[] ascending = IntStream.range(0, d).asDoubleStream().toArray();
        double[] descending = IntStream.range(0, d).mapToDouble(j -> j - d).toArray();
        double[] spike = new double[d];
        spike[d / 3] = -1e300;
        double[] cluster = new double[d];
        Arrays.fill(cluster, d / 7, d / 7 + 60, 5);
        double[] tail =
                IntStream.range(0, d).mapToDouble(j -> j < d - 600 ? 1e-3 : j).toArray();
        double[] geometric =
                IntStream.range(0, d).mapToDouble(j -> Math.pow(0.99, j)).toArray();
        double[] subnormal = IntStream.range(0, d)
                .mapToDouble(j -> Double.MIN_VALUE * (j * 7919L % 1000))
                .toArray();
        double[] range = IntStream.range(0, d)
                .mapToDouble(j -> Math.scalb(1.0 + j % 3, (int) (j * 7919L % 2000) - 1000))
                .toArray();
        return List.of(ascending, descending, spike, cluster, tail, geometric, subnormal, range, new double[d]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void select_fromALongVectorWithAnEntryThatIsNotFinite_isRefused(double bad) {
        double[] zeros = new double[30_000];
        for (int at : new int[] {0, 1023, 1024, 17_000, 29_999}) {
            for (int k : new int[] {1, 300, 3000, 30_000}) {
                double[] v = Draws.HEAVY_TAILED.vector(new SplittableRandom(9), zeros.length);
                long hint = TopKSelection.selectDifference(v, zeros, k, TopKSelection.NO_HINT)
                        .threshold();
                v[at] = bad;
                assertThrows(ArithmeticException.class, () -> TopKSelection.select(v, k));
                assertThrows(ArithmeticException.class, () -> TopKSelection.selectDifference(zeros, v, k, hint));
            }
        }
        double[] infinite = {1, bad, 2};
        assertThrows(
                ArithmeticException.class,
                () -> TopKSelection.selectDifference(infinite, infinite, 1, TopKSelection.NO_HINT));
    }

    @Test
    void selectDifference_ofUnequalLengths_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> TopKSelection.selectDifference(new double[3], new double[4], 1, TopKSelection.NO_HINT));
    }

    @Test
    void select_ofTooFewOrTooMany_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> TopKSelection.select(new double[3], 0));
        assertThrows(IllegalArgumentException.class, () -> TopKSelection.select(new double[3], 4));
        assertThrows(IllegalArgumentException.class, () -> TopKSelection.select(new double[0], 1));
    }

    @Test
    void select_leavesTheVectorAlone() {
        double[] v = Draws.GAUSSIAN.vector(new SplittableRandom(8), 100);
        double[] before = v.clone();
        TopKSelection.select(v, 1);
        TopKSelection.select(v, 30);
        assertArrayEquals(before, v);
    }

    private static int[] bySorting(double[] v, int k) {
        return first(order(v), k);
    }

    private static Integer[] order(double[] v) {
        return IntStream.range(0, v.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(j -> Math.abs(v[j]))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toArray(Integer[]::new);
    }

    private static int[] first(Integer[] order, int k) {
        return Arrays.stream(order)
                .limit(k)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
