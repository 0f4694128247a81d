package io.ef21.plot;

import java.util.List;

/** The colours, line styles and markers of every figure, on white. */
final class Palette {
    static final int PAPER = 0xFFFFFF;
    static final int TEXT = 0x222222;
    static final int QUIET_TEXT = 0x555555;
    static final int BLUE = 0x0072B2;
    static final int BLACK = 0x000000;
    static final Stroke GRID = Stroke.solid(0xE6E6E6, 1);
    static final Stroke FRAME = Stroke.solid(0x8C8C8C, 1);

    private static final double LINE_WIDTH = 1.8;
    private static final double THREAD_WIDTH = 0.9;

    /** Okabe and Ito's colours for all kinds of colour vision, without the yellow, which is lost on white. */
    private static final int[] LINES = {BLUE, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, BLACK};

    /** Once the markers are used up they come again with other dashes. */
    private static final List<List<Double>> DASHES =
            List.of(List.of(), List.of(7.0, 3.0), List.of(2.0, 3.0), List.of(9.0, 3.0, 2.0, 3.0));

    private static final Marker[] MARKERS = Marker.values();

    private Palette() {}

    /** The line style of the series at this place of its panel. */
    static Stroke line(int index) {
        return new Stroke(LINES[index % LINES.length], LINE_WIDTH, DASHES.get(index / MARKERS.length % DASHES.size()));
    }

    /** The marker of that series. No two of the first 32 series share both marker and dashes, so grey is enough. */
    static Marker marker(int index) {
        return MARKERS[index % MARKERS.length];
    }

    /** The thin line from the plot's edge to a label that had to move. */
    static Stroke thread(int index) {
        return Stroke.solid(LINES[index % LINES.length], THREAD_WIDTH);
    }

    /** The part of such a line inside the plot, where it must not be taken for data. */
    static Stroke dottedThread(int index) {
        return new Stroke(LINES[index % LINES.length], THREAD_WIDTH, List.of(1.0, 3.0));
    }
}
