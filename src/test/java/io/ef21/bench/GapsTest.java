package io.ef21.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gap bookkeeping. */
class GapsTest {
    private static final Gaps GAPS = new Gaps(3, 1);

    @Test
    void relative_isOneAtTheStartAndZeroAtTheOptimum() {
        assertEquals(1, GAPS.relative(3));
        assertEquals(0, GAPS.relative(1));
        assertEquals(0.25, GAPS.relative(1.5));
    }

    @ParameterizedTest
    @CsvSource({"0.6, 1", "0.5, 1", "0.49, 3", "0.1, 3", "0.01, -1"})
    void iterationsTo_isTheFirstIterationAtTheGap(double gap, int iterations) {
        // not monotone: the rise after the first half does not count
        assertEquals(iterations, GAPS.iterationsTo(gap, new double[] {3, 2, 2.5, 1.1, 1.2}));
    }

    @Test
    void aRunThatBlowsUp_reachesWhatItReachedBefore() {
        double[] objectives = {3, 1.5, Double.NaN, Double.POSITIVE_INFINITY};
        assertEquals(1, GAPS.iterationsTo(0.5, objectives));
        assertEquals(-1, GAPS.iterationsTo(0.1, objectives));
        assertEquals(0.25, GAPS.smallest(objectives));
    }

    @Test
    void smallest_ofNothingIsNaN() {
        assertTrue(Double.isNaN(GAPS.smallest(new double[0])));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1e-2", "0.0001, 1e-4", "0.005, 5e-3", "0.1, 1e-1", "0.00025, 2.5e-4"})
    void target_namesAGap(double gap, String name) {
        assertEquals(name, ContestResult.target(gap));
    }
}
