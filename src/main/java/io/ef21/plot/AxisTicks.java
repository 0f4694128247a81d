package io.ef21.plot;

import java.util.List;

/**
 * What one axis of a panel covers, and its ticks.
 *
 * @param scale linear or logarithmic
 * @param range what the axis covers
 * @param all the ticks there are when nothing is short of room
 */
record AxisTicks(Scale scale, AxisRange range, List<Tick> all) {
    static final TextStyle HORIZONTAL_LABEL = TextStyle.regular(11, Palette.TEXT, TextStyle.Anchor.MIDDLE);
    static final TextStyle VERTICAL_LABEL = TextStyle.regular(11, Palette.TEXT, TextStyle.Anchor.END);

    private static final int MOST_LINEAR = 7;
    private static final int MOST_DECADES = 9;
    private static final int FEWEST = 3;

    /** Free space between the labels of a horizontal axis. */
    private static final double LABEL_GAP = 12;

    /** Keeps a line that hovers at its highest or lowest value off the frame. */
    private static final double VERTICAL_MARGIN = 0.04;

    /** The horizontal axis for these lines and edges of bands in axis units, from the first point to the last. */
    static AxisTicks horizontal(Scale scale, List<Trace> lines, List<Trace> edges) {
        return of(scale, Extent.of(lines, Trace::x).with(Extent.of(edges, Trace::x)), 0);
    }

    /**
     * The vertical axis for these lines and edges of bands in axis units. A logarithmic one follows the edges for a
     * decade at most: a mean less its deviation may come near to zero, and would press the lines together.
     */
    static AxisTicks vertical(Scale scale, List<Trace> lines, List<Trace> edges) {
        Extent along = Extent.of(lines, Trace::y);
        Extent around = Extent.of(edges, Trace::y);
        Extent shown = scale == Scale.LOG10 && !along.isEmpty() ? around.within(along, 1) : around;
        return of(scale, along.with(shown), VERTICAL_MARGIN);
    }

    private static AxisTicks of(Scale scale, Extent extent, double margin) {
        if (extent.isEmpty()) {
            // No point at all: the range will not be seen.
            return new AxisTicks(scale, new AxisRange(0, 1), List.of());
        }
        AxisRange range = AxisRange.around(scale, extent.min(), extent.max(), margin);
        return new AxisTicks(scale, range, Tick.of(scale, range, most(scale)));
    }

    /** As many ticks as have room for their labels side by side along the axis. */
    List<Tick> fitting(PixelAxis axis) {
        List<Tick> ticks = all;
        for (int most = most(scale) - 1; most >= FEWEST && !fit(ticks, axis); most--) {
            ticks = Tick.of(scale, range, most);
        }
        return ticks;
    }

    /** The width of the widest label, in logical pixels. */
    double widestLabel() {
        return all.stream()
                .mapToDouble(tick -> tick.label().width(HORIZONTAL_LABEL))
                .max()
                .orElse(0);
    }

    private static boolean fit(List<Tick> ticks, PixelAxis axis) {
        double end = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks) {
            if (tick.isMinor()) {
                continue;
            }
            double centre = axis.pixel(tick.at());
            double half = tick.label().width(HORIZONTAL_LABEL) / 2;
            if (centre - half < end + LABEL_GAP) {
                return false;
            }
            end = centre + half;
        }
        return true;
    }

    private static int most(Scale scale) {
        return scale == Scale.LINEAR ? MOST_LINEAR : MOST_DECADES;
    }
}
