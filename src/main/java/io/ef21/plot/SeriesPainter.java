package io.ef21.plot;

/**
 * Draws one series into a plot: its band, its line, and markers along the line.
 *
 * @param name of the series
 * @param index its place in the panel, which decides colour, dashes and marker
 * @param marked whether it needs markers to be told from others
 * @param line its points in logical pixels
 * @param band its band in logical pixels
 */
record SeriesPainter(String name, int index, boolean marked, Trace line, BandTrace band) {
    private static final double BAND_OPACITY = 0.18;

    private static final double MARKER_SPACING = 72;

    /** A line with so few points shows each of them. */
    private static final int MOST_POINTS_ALL_MARKED = 12;

    /** Neighbours in the list begin their markers at different places, so that equal lines do not hide them. */
    private static final int MARKER_PHASES = 4;

    /** The painter for the series at this place of the panel, its points already in logical pixels. */
    static SeriesPainter of(Panel panel, int index, Trace line, BandTrace band) {
        int count = panel.series().size();
        return new SeriesPainter(
                panel.series().get(index).name(), index, isMarked(count), ColumnThinning.thin(line), band);
    }

    /** Whether lines need markers in a panel with so many of them. */
    static boolean isMarked(int count) {
        return count > 1;
    }

    void paintBand(Canvas canvas) {
        if (band.isEmpty()) {
            return;
        }
        int rgb = stroke().rgb();
        Trace outline = band.outline();
        canvas.named(name, () -> {
            if (band.width() < 1) {
                canvas.polyline(outline.x(), outline.y(), Stroke.solid(rgb, 1));
            } else {
                canvas.area(outline.x(), outline.y(), rgb, BAND_OPACITY);
            }
        });
    }

    void paintLine(Canvas canvas) {
        if (line.isEmpty()) {
            return;
        }
        canvas.named(name, () -> {
            if (!line.isWithin(1)) {
                canvas.polyline(line.x(), line.y(), stroke());
                paintMarkers(canvas);
            } else if (marked) {
                paintMarker(canvas, line.size() - 1);
            } else {
                canvas.rectangle(line.lastX() - 2.5, line.lastY() - 2.5, 5, 5, stroke().rgb());
            }
        });
    }

    private void paintMarkers(Canvas canvas) {
        if (!marked) {
            return;
        }
        boolean all = line.size() <= MOST_POINTS_ALL_MARKED;
        double wanted = all ? 0 : MARKER_SPACING * (index % MARKER_PHASES + 0.5) / MARKER_PHASES;
        int from = 0;
        for (int i = 0; i < line.size(); i++) {
            double moved = Math.max(Math.abs(line.x()[i] - line.x()[from]), Math.abs(line.y()[i] - line.y()[from]));
            if (moved >= wanted) {
                paintMarker(canvas, i);
                from = i;
                wanted = all ? 0 : MARKER_SPACING;
            }
        }
    }

    private void paintMarker(Canvas canvas, int point) {
        Palette.marker(index).paint(canvas, line.x()[point], line.y()[point], stroke().rgb());
    }

    private Stroke stroke() {
        return Palette.line(index);
    }
}
