package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final TextStyle STYLE = TextStyle.regular(10, 0, TextStyle.Anchor.START);

    @Test
    void labelsStayWhereTheyWantToIfTheyCan() {
        assertArrayEquals(
                new double[] {80, 20, 50},
                LabelColumn.centres(new double[] {80, 20, 50}, new double[] {10, 10, 10}, 0, 100));
    }

    @Test
    void labelsAreStackedAroundTheirWish() {
        assertArrayEquals(
                new double[] {45, 55}, LabelColumn.centres(new double[] {50, 50}, new double[] {10, 10}, 0, 100), 1e-9);
        assertArrayEquals(
                new double[] {95, 85, 75},
                LabelColumn.centres(new double[] {100, 99, 98}, new double[] {10, 10, 10}, 0, 100),
                1e-9);
    }

    @Test
    void labelsNeverOverlapNorLeaveTheColumn() {
        Random random = new Random(3);
        for (int repeat = 0; repeat < 500; repeat++) {
            int count = 1 + random.nextInt(10);
            double[] wanted = random.doubles(count, -20, 120).toArray();
            double[] heights = random.doubles(count, 1, 10).toArray();
            double[] centres = LabelColumn.centres(wanted, heights, 0, 100);
            int[] order = IntStream.range(0, count)
                    .boxed()
                    .sorted((a, b) -> Double.compare(centres[a], centres[b]))
                    .mapToInt(i -> i)
                    .toArray();
            double end = -1e-9;
            for (int i : order) {
                assertTrue(centres[i] - heights[i] / 2 >= end, Arrays.toString(centres));
                end = centres[i] + heights[i] / 2 - 1e-9;
            }
            assertTrue(end <= 100 + 1e-9, Arrays.toString(centres));
        }
    }

    @Test
    void thinningKeepsTheEndsAndExtremesOfEachColumn() {
        Trace trace = new Trace(new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1.5}, new double[] {5, 6, 9, 1, 4, 5, 5});
        Trace thinned = ColumnThinning.thin(trace);
        assertArrayEquals(new double[] {0.1, 0.3, 0.4, 0.6, 1.5}, thinned.x());
        assertArrayEquals(new double[] {5, 9, 1, 5, 5}, thinned.y());
    }

    @Test
    void thinningCoversTheSamePixels() {
        Random random = new Random(4);
        double[] x = IntStream.range(0, 5000).mapToDouble(i -> i / 20.0).toArray();
        double[] y = random.doubles(5000, 0, 100).toArray();
        Trace thinned = ColumnThinning.thin(new Trace(x, y));
        assertTrue(thinned.size() <= 1000, thinned.size() + " points");
        for (int column = 0; column < 250; column++) {
            double from = column;
            double[] all = IntStream.range(0, 5000)
                    .filter(i -> Math.floor(x[i]) == from)
                    .mapToDouble(i -> y[i])
                    .sorted()
                    .toArray();
            double[] kept = IntStream.range(0, thinned.size())
                    .filter(i -> Math.floor(thinned.x()[i]) == from)
                    .mapToDouble(i -> thinned.y()[i])
                    .sorted()
                    .toArray();
            assertEquals(all[0], kept[0]);
            assertEquals(all[all.length - 1], kept[kept.length - 1]);
        }
    }

    @Test
    void thinningLeavesShortLinesAlone() {
        Trace trace = new Trace(new double[] {3, 2, 1, 0}, new double[] {1, 2, 3, 4});
        assertArrayEquals(trace.x(), ColumnThinning.thin(trace).x());
        assertTrue(ColumnThinning.thin(new Trace(new double[0], new double[0])).isEmpty());
    }

    @Test
    void boxesNoticeLinesThatCrossThem() {
        Box box = new Box(10, 10, 20, 20);
        assertTrue(box.isCrossedBy(line(0, 0, 30, 30)), "from corner to corner");
        assertTrue(box.isCrossedBy(line(15, 0, 15, 30)), "upright, both ends outside");
        assertTrue(box.isCrossedBy(line(12, 12, 13, 13)), "inside");
        assertTrue(box.isCrossedBy(new Trace(new double[] {15}, new double[] {15})), "a single point");
        assertFalse(box.isCrossedBy(line(0, 15, 9, 15)), "ends before");
        assertFalse(box.isCrossedBy(line(0, 22, 22, 44)), "passes below");
        assertFalse(box.isCrossedBy(line(0, 25, 30, 25)), "level, below");
        assertFalse(box.isCrossedBy(line(18, 0, 40, 22)), "passes the corner");
    }

    @Test
    void textIsBrokenAtWhiteSpace() {
        assertEquals(List.of("one two", "three"), TextWidth.wrap(" one  two\nthree ", STYLE, 50));
        assertEquals(List.of(), TextWidth.wrap(" \n", STYLE, 50));
    }

    @Test
    void longWordsAreCut() {
        List<String> lines = TextWidth.wrap("a " + "x".repeat(100), STYLE, 50);
        assertEquals("a" + "x".repeat(100), String.join("", lines));
        for (String line : lines) {
            assertTrue(TextWidth.of(line, STYLE) <= 50, line);
        }
    }

    private static Trace line(double x1, double y1, double x2, double y2) {
        return new Trace(new double[] {x1, x2}, new double[] {y1, y2});
    }
}
