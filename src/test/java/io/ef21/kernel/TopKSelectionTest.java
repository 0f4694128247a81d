package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.Draws;
import java.util.Comparator;
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
        return IntStream.range(0, v.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(j -> Math.abs(v[j]))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
