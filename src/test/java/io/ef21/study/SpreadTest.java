package io.ef21.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Quantiles of type 7, against values worked out by hand. */
class SpreadTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    @Test
    void quartiles_betweenValues_areInProportion() {
        assertEquals(new Spread(2, 3, 4), Spread.Band.QUARTILES.of(new double[] {5, 1, 3, 2, 4}));
        assertEquals(new Spread(1.75, 2.5, 3.25), Spread.Band.QUARTILES.of(new double[] {1, 2, 3, 4}));
        assertEquals(new Spread(1.3, 2, 2.7), new Spread.Band(0.15, 0.85).of(new double[] {3, 2, 1}));
    }

    @Test
    void aSingleValue_isAll() {
        assertEquals(new Spread(7, 7, 7), Spread.Band.QUARTILES.of(new double[] {7}));
    }

    @Test
    void never_isLargerThanAnyNumber() {
        assertEquals(new Spread(1.5, 2, NEVER), Spread.Band.QUARTILES.of(new double[] {NEVER, 1, 2}));
        assertEquals(new Spread(NEVER, NEVER, NEVER), Spread.Band.QUARTILES.of(new double[] {NEVER, NEVER}));
        assertEquals(NEVER, Spread.Band.QUARTILES.of(new double[] {1, NEVER}).median());
    }

    @Test
    void notMeasured_isNotKnown() {
        assertEquals(
                Double.NaN,
                Spread.Band.QUARTILES.of(new double[] {1, Double.NaN}).median());
        assertEquals(Double.NaN, Spread.Band.QUARTILES.of(new double[0]).median());
    }
}
