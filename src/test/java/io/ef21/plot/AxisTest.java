package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @Test
    void logarithmicScaleHalvesTheDistanceAtTheGeometricMean() {
        PixelAxis axis = new PixelAxis(AxisRange.around(Scale.LOG10, -6, 0, 0), 300, 100);
        assertEquals(300, axis.pixel(Scale.LOG10.toAxisUnits(1e-6)), 1e-9);
        assertEquals(200, axis.pixel(Scale.LOG10.toAxisUnits(1e-3)), 1e-9);
        assertEquals(100, axis.pixel(Scale.LOG10.toAxisUnits(1)), 1e-9);
    }

    @Test
    void linearScaleReachesOverAllDoubles() {
        AxisRange range = AxisRange.around(Scale.LINEAR, -Double.MAX_VALUE, Double.MAX_VALUE, 0.04);
        assertEquals(0.5, range.share(0), 1e-12);
        assertEquals(0, range.share(-Double.MAX_VALUE), 1e-12);
    }

    @Test
    void marginKeepsToOneSideOfZero() {
        assertEquals(new AxisRange(0, 10.5), AxisRange.around(Scale.LINEAR, 0, 10, 0.05));
        assertEquals(new AxisRange(-10.5, 0.5), AxisRange.around(Scale.LINEAR, -10, 0, 0.05));
    }

    @Test
    void refusesRangesThatDoNotRise() {
        assertThrows(IllegalArgumentException.class, () -> new AxisRange(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new AxisRange(0, Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0       | 1           | 7 | 0 0.2 0.4 0.6 0.8 1
            0       | 1           | 4 | 0 0.5 1
            -0.31   | 0.31        | 7 | −0.3 −0.2 −0.1 0 0.1 0.2 0.3
            0       | 2000        | 7 | 0 500 1000 1500 2000
            0       | 100000      | 7 | 0 20k 40k 60k 80k 100k
            0       | 1500000     | 4 | 0 0.5M 1M 1.5M
            0       | 3e9         | 4 | 0 1G 2G 3G
            10000   | 10004       | 7 | 10000 10001 10002 10003 10004
            0       | 4e-5        | 5 | 0 1×10^−5 2×10^−5 3×10^−5 4×10^−5
            0       | 4e18        | 5 | 0 1×10^18 2×10^18 3×10^18 4×10^18
            0.30001 | 0.300034    | 4 | 0.30001 0.30002 0.30003
            """)
    void linearTicksAreNice(double low, double high, int atMost, String expected) {
        assertEquals(expected, labels(LinearTicks.of(new AxisRange(low, high), atMost)));
    }

    @Test
    void linearTicksLieWhereTheySay() {
        List<Tick> ticks = LinearTicks.of(new AxisRange(0, 1.5e6), 4);
        assertEquals(List.of(0.0, 5e5, 1e6, 1.5e6), ticks.stream().map(Tick::at).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            -3   | 0   | 9 | 10^−3 10^−2 10^−1 10^0
            -8   | 0   | 9 | 10^−8 10^−7 10^−6 10^−5 10^−4 10^−3 10^−2 10^−1 10^0
            -9   | 0   | 9 | 10^−8 10^−6 10^−4 10^−2 10^0
            -300 | 100 | 9 | 10^−300 10^−250 10^−200 10^−150 10^−100 10^−50 10^0 10^50 10^100
            0.4  | 2.1 | 9 | 10^1 10^2
            """)
    void decadeTicksAreThinned(double low, double high, int atMost, String expected) {
        assertEquals(expected, labels(DecadeTicks.of(new AxisRange(low, high), atMost)));
    }

    @Test
    void fewDecadesHaveMinorTicks() {
        List<Tick> ticks = DecadeTicks.of(new AxisRange(0, 1), 9);
        assertEquals(8, ticks.stream().filter(Tick::isMinor).count());
        assertTrue(
                IntStream.range(1, ticks.size())
                        .allMatch(i -> ticks.get(i - 1).at() < ticks.get(i).at()),
                "from low to high");
        assertEquals(
                0,
                DecadeTicks.of(new AxisRange(-8, 0), 9).stream()
                        .filter(Tick::isMinor)
                        .count());
    }

    @ParameterizedTest
    @CsvSource({"2, 9, 0, 1", "9, 11, 0, 2", "1, 1, -1, 1", "5, 5, 0, 1", "1e-3, 1e-3, -4, -2"})
    void narrowLogarithmicRangesGetTwoDecades(double min, double max, double low, double high) {
        AxisRange range = AxisRange.around(Scale.LOG10, Math.log10(min), Math.log10(max), 0.04);
        assertEquals(low, range.low(), 1e-9);
        assertEquals(high, range.high(), 1e-9);
    }

    @Test
    void labelsOfAHorizontalAxisKeepApart() {
        Trace trace = Trace.visible(Figures.series("s", new double[] {1, 2}), Figures.X.scale(), Figures.Y.scale());
        AxisTicks wide = AxisTicks.horizontal(Scale.LINEAR, List.of(trace), List.of());
        assertEquals(6, wide.fitting(new PixelAxis(wide.range(), 0, 400)).size());
        assertEquals("0 0.5 1", labels(wide.fitting(new PixelAxis(wide.range(), 0, 100))));
    }

    private static String labels(List<Tick> ticks) {
        return String.join(
                " ",
                ticks.stream()
                        .filter(tick -> !tick.isMinor())
                        .map(Tick::label)
                        .map(label -> label.exponent().isEmpty() ? label.base() : label.base() + "^" + label.exponent())
                        .toList());
    }
}
