package io.ef21.plot;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws one panel into a cell of the figure.
 *
 * <p>The sizes of the texts decide the margins; the plot itself takes what the cell leaves. So that it always leaves
 * enough, the figure asks for the least width first, and for the least height once the width is settled.
 */
final class PanelPainter {
    private static final double PADDING = 12;
    private static final double NARROWEST_PLOT = 260;
    private static final double LOWEST_PLOT = 240;
    private static final double TICK_LENGTH = 4;
    private static final double MINOR_TICK_LENGTH = 2.5;
    private static final double TICK_LABEL_HEIGHT = 24;

    private static final TextStyle TITLE = TextStyle.bold(13, Palette.TEXT, TextStyle.Anchor.START);
    private static final TextStyle LABEL = TextStyle.regular(12, Palette.TEXT, TextStyle.Anchor.MIDDLE);
    private static final TextStyle NO_DATA = TextStyle.regular(14, Palette.QUIET_TEXT, TextStyle.Anchor.MIDDLE);

    private final Panel panel;
    private final PanelData data;
    private final EndLabels endLabels;
    private final List<String> verticalLabel;
    private final double leftMargin;
    private final double rightMargin;

    PanelPainter(Panel panel) {
        this.panel = panel;
        this.data = PanelData.of(panel);
        this.endLabels = new EndLabels(panel.series(), data.lines());
        this.verticalLabel = TextWidth.wrap(panel.vertical().label(), LABEL, LOWEST_PLOT);
        // The first and the last tick label of the horizontal axis stand out by half.
        double half = data.horizontal().widestLabel() / 2;
        double beside =
                verticalLabel.size() * LABEL.lineHeight() + 6 + data.vertical().widestLabel() + 2 * TICK_LENGTH;
        this.leftMargin = PADDING + Math.ceil(Math.max(beside, half));
        this.rightMargin = PADDING + Math.ceil(Math.max(endLabels.width(), half));
    }

    /** The width of the narrowest cell this panel fits in, in logical pixels. */
    double leastWidth() {
        return leftMargin + NARROWEST_PLOT + rightMargin;
    }

    /** The height of the lowest cell of the given width this panel fits in, in logical pixels. */
    double leastHeight(double width) {
        return topMargin(width) + Math.max(LOWEST_PLOT, endLabels.height()) + bottomMargin(width);
    }

    /** Draws the panel into a cell that is no smaller than it asked for. */
    void paint(Canvas canvas, Box cell) {
        Box plot = new Box(
                cell.left() + leftMargin,
                cell.top() + topMargin(cell.width()),
                cell.right() - rightMargin,
                cell.bottom() - bottomMargin(cell.width()));
        paintTexts(canvas, cell, plot);
        if (data.isEmpty()) {
            paintFrame(canvas, plot);
            canvas.text(
                    RichText.plain("no data"), plot.centreX(), plot.centreY() + NO_DATA.middleToBaseline(), NO_DATA);
            endLabels.paint(canvas, plot, data.lines());
            return;
        }
        PixelAxis across = new PixelAxis(data.horizontal().range(), plot.left(), plot.right());
        PixelAxis up = new PixelAxis(data.vertical().range(), plot.bottom(), plot.top());
        paintHorizontalTicks(canvas, plot, across);
        paintVerticalTicks(canvas, plot, up);
        paintFrame(canvas, plot);
        List<SeriesPainter> painters = IntStream.range(0, data.lines().size())
                .mapToObj(i -> SeriesPainter.of(
                        panel,
                        i,
                        data.lines().get(i).placed(across, up),
                        data.bands().get(i).placed(across, up)))
                .toList();
        // A line must not vanish under the band of another.
        painters.forEach(painter -> painter.paintBand(canvas));
        painters.forEach(painter -> painter.paintLine(canvas));
        endLabels.paint(canvas, plot, painters.stream().map(SeriesPainter::line).toList());
    }

    private void paintTexts(Canvas canvas, Box cell, Box plot) {
        double baseline = cell.top() + PADDING + TITLE.size();
        for (String line : titleLines(cell.width())) {
            canvas.text(RichText.plain(line), plot.left(), baseline, TITLE);
            baseline += TITLE.lineHeight();
        }
        baseline = plot.bottom() + TICK_LABEL_HEIGHT + 4 + LABEL.size();
        for (String line : horizontalLabel(cell.width())) {
            canvas.text(RichText.plain(line), plot.centreX(), baseline, LABEL);
            baseline += LABEL.lineHeight();
        }
        double x = cell.left() + PADDING + LABEL.size();
        for (String line : verticalLabel) {
            canvas.text(RichText.plain(line), x, plot.centreY(), LABEL.turnedUpward());
            x += LABEL.lineHeight();
        }
    }

    private void paintHorizontalTicks(Canvas canvas, Box plot, PixelAxis axis) {
        for (Tick tick : data.horizontal().fitting(axis)) {
            double x = axis.pixel(tick.at());
            double length = tick.isMinor() ? MINOR_TICK_LENGTH : TICK_LENGTH;
            if (!tick.isMinor()) {
                canvas.line(x, plot.top(), x, plot.bottom(), Palette.GRID);
                canvas.text(tick.label(), x, plot.bottom() + 18, AxisTicks.HORIZONTAL_LABEL);
            }
            canvas.line(x, plot.bottom(), x, plot.bottom() + length, Palette.FRAME);
        }
    }

    private void paintVerticalTicks(Canvas canvas, Box plot, PixelAxis axis) {
        for (Tick tick : data.vertical().all()) {
            double y = axis.pixel(tick.at());
            double length = tick.isMinor() ? MINOR_TICK_LENGTH : TICK_LENGTH;
            if (!tick.isMinor()) {
                canvas.line(plot.left(), y, plot.right(), y, Palette.GRID);
                canvas.text(
                        tick.label(),
                        plot.left() - 2 * TICK_LENGTH,
                        y + AxisTicks.VERTICAL_LABEL.middleToBaseline(),
                        AxisTicks.VERTICAL_LABEL);
            }
            canvas.line(plot.left() - length, y, plot.left(), y, Palette.FRAME);
        }
    }

    private static void paintFrame(Canvas canvas, Box plot) {
        double[] x = {plot.left(), plot.right(), plot.right(), plot.left(), plot.left()};
        double[] y = {plot.top(), plot.top(), plot.bottom(), plot.bottom(), plot.top()};
        canvas.polyline(x, y, Palette.FRAME);
    }

    private List<String> titleLines(double width) {
        return TextWidth.wrap(panel.title(), TITLE, width - leftMargin - PADDING);
    }

    private List<String> horizontalLabel(double width) {
        return TextWidth.wrap(panel.horizontal().label(), LABEL, width - leftMargin - rightMargin);
    }

    private double topMargin(double width) {
        List<String> lines = titleLines(width);
        return PADDING + (lines.isEmpty() ? 0 : Math.ceil(lines.size() * TITLE.lineHeight() + 6));
    }

    private double bottomMargin(double width) {
        return TICK_LABEL_HEIGHT + 4 + horizontalLabel(width).size() * LABEL.lineHeight() + PADDING;
    }
}
