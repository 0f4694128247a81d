package io.ef21.plot;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The points of one series as a table that pgfplots reads: columns x and y, and lower and upper if the series has a
 * band. A missing value is {@code nan}, which pgfplots skips.
 *
 * <p>TeX has little memory, so points are left out that make no difference at the width of a column of a paper, and more of them in a figure of many lines.
 */
final class PgfTable {
    /** A quarter of a millimetre each in a plot of 75 mm. */
    private static final int MOST_COLUMNS = 300;

    /** What the memory of pdfTeX takes in one picture, with room to spare. */
    private static final int ALL_COLUMNS = 12_000;

    private final Panel panel;
    private final Series series;
    private final AxisRange vertical;
    private final int[] rows;

    private PgfTable(Panel panel, int index, PanelData data, int columns) {
        this.panel = panel;
        this.series = panel.series().get(index);
        this.vertical = data.vertical().range();
        PixelAxis across = new PixelAxis(data.horizontal().range(), 0, columns);
        PixelAxis up = new PixelAxis(vertical, 0, columns);
        BitSet kept = new BitSet();
        keep(
                kept,
                IntStream.range(0, series.size()).filter(this::hasPoint).toArray(),
                data.lines().get(index),
                across,
                up);
        int[] banded = IntStream.range(0, series.size()).filter(this::hasBand).toArray();
        keep(kept, banded, data.bands().get(index).lower(), across, up);
        keep(kept, banded, data.bands().get(index).upper(), across, up);
        this.rows = kept.stream().toArray();
    }

    /** The tables of all series of all panels. */
    static List<List<PgfTable>> of(Figure figure) {
        int paths = figure.panels().stream()
                .flatMap(panel -> panel.series().stream())
                .mapToInt(series -> series.band().isPresent() ? 3 : 1)
                .sum();
        int columns = Math.min(MOST_COLUMNS, ALL_COLUMNS / Math.max(1, paths));
        return figure.panels().stream()
                .map(panel -> of(panel, Math.max(1, columns)))
                .toList();
    }

    private static List<PgfTable> of(Panel panel, int columns) {
        PanelData data = PanelData.of(panel);
        return IntStream.range(0, panel.series().size())
                .mapToObj(i -> new PgfTable(panel, i, data, columns))
                .toList();
    }

    /** Adds the places in the series of the points of a trace that thinning leaves. */
    private static void keep(BitSet kept, int[] places, Trace trace, PixelAxis across, PixelAxis up) {
        for (int point : ColumnThinning.kept(trace.placed(across, up))) {
            kept.set(places[point]);
        }
    }

    private boolean hasPoint(int i) {
        return panel.horizontal().scale().shows(series.xAt(i))
                && panel.vertical().scale().shows(series.yAt(i));
    }

    private boolean hasBand(int i) {
        return panel.horizontal().scale().shows(series.xAt(i))
                && series.band()
                        .filter(band -> !Double.isNaN(band.lowerAt(i)) && !Double.isNaN(band.upperAt(i)))
                        .isPresent();
    }

    int size() {
        return rows.length;
    }

    /** The content of the file. */
    String text() {
        StringBuilder text = new StringBuilder(series.band().isPresent() ? "x y lower upper\n" : "x y\n");
        for (int i : rows) {
            text.append(series.xAt(i)).append(' ').append(hasPoint(i) ? Double.toString(series.yAt(i)) : "nan");
            series.band().ifPresent(band -> text.append(' ')
                    .append(hasBand(i) ? inside(band.lowerAt(i)) : "nan")
                    .append(' ')
                    .append(hasBand(i) ? inside(band.upperAt(i)) : "nan"));
            text.append('\n');
        }
        return text.toString();
    }

    /** The value, or the end of the axis beyond which it lies: TeX cannot reckon with infinity. */
    private String inside(double value) {
        Scale scale = panel.vertical().scale();
        double low = scale.fromAxisUnits(vertical.low());
        double high = scale.fromAxisUnits(vertical.high());
        return Double.toString(Math.max(low, Math.min(high, value)));
    }
}
