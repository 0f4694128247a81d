package io.ef21.plot;

import java.util.Arrays;
import java.util.List;

/**
 * The two edges of a band, in axis units or in logical pixels, at the same horizontal places. In axis units an edge may
 * be infinite: beyond what the axis shows.
 */
record BandTrace(Trace lower, Trace upper) {
    private static final BandTrace NONE = new BandTrace(Trace.EMPTY, Trace.EMPTY);

    /** The band of the series, as far as the horizontal axis can show it; empty if it has none. */
    static BandTrace visible(Series series, Scale horizontal, Scale vertical) {
        return series.band()
                .map(band -> visible(series, band, horizontal, vertical))
                .orElse(NONE);
    }

    private static BandTrace visible(Series series, Band band, Scale horizontal, Scale vertical) {
        double[] x = new double[series.size()];
        double[] lower = new double[series.size()];
        double[] upper = new double[series.size()];
        int kept = 0;
        for (int i = 0; i < series.size(); i++) {
            if (horizontal.shows(series.xAt(i)) && !Double.isNaN(band.lowerAt(i)) && !Double.isNaN(band.upperAt(i))) {
                x[kept] = horizontal.toAxisUnits(series.xAt(i));
                lower[kept] = edge(vertical, band.lowerAt(i));
                upper[kept] = edge(vertical, band.upperAt(i));
                kept++;
            }
        }
        double[] at = Arrays.copyOf(x, kept);
        return new BandTrace(new Trace(at, Arrays.copyOf(lower, kept)), new Trace(at, Arrays.copyOf(upper, kept)));
    }

    /** Zero and what lies below it is as far down a logarithmic axis as anything can be. */
    private static double edge(Scale vertical, double value) {
        return vertical == Scale.LOG10 && value <= 0 ? Double.NEGATIVE_INFINITY : vertical.toAxisUnits(value);
    }

    /** The same band in logical pixels, cut off at the frame and without points that make no visible difference. */
    BandTrace placed(PixelAxis horizontal, PixelAxis vertical) {
        // Each edge on its own: as a line, it is thinned to the same pixels.
        return new BandTrace(
                ColumnThinning.thin(lower.placed(horizontal, vertical)),
                ColumnThinning.thin(upper.placed(horizontal, vertical)));
    }

    /** How far the band reaches from left to right. */
    double width() {
        Extent across = Extent.of(List.of(upper), Trace::x);
        return across.max() - across.min();
    }

    boolean isEmpty() {
        return upper.isEmpty();
    }

    /** The way around the band: along the upper edge and back along the lower one. */
    Trace outline() {
        double[] x = Arrays.copyOf(upper.x(), upper.size() + lower.size());
        double[] y = Arrays.copyOf(upper.y(), upper.size() + lower.size());
        for (int i = 0; i < lower.size(); i++) {
            x[x.length - 1 - i] = lower.x()[i];
            y[y.length - 1 - i] = lower.y()[i];
        }
        return new Trace(x, y);
    }
}
