package io.ef21.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays a figure out, a heading above a grid of panels, and draws it on a canvas of the size it asks for. All columns are
 * equally wide; a row is as high as its highest panel.
 */
final class FigurePainter {
    private static final double PADDING = 14;
    private static final double SINGLE_WIDTH = 640;
    private static final double SINGLE_HEIGHT = 380;
    private static final double CELL_WIDTH = 520;
    private static final double CELL_HEIGHT = 350;

    private static final TextStyle TITLE = TextStyle.bold(16, Palette.TEXT, TextStyle.Anchor.START);
    private static final TextStyle SUBTITLE = TextStyle.regular(12, Palette.QUIET_TEXT, TextStyle.Anchor.START);

    private final List<PanelPainter> panels;
    private final int columns;
    private final double cellWidth;
    private final List<Double> rowHeights = new ArrayList<>();
    private final List<String> titleLines;
    private final List<String> subtitleLines;

    FigurePainter(Figure figure) {
        panels = figure.panels().stream().map(PanelPainter::new).toList();
        columns = Math.min(figure.columns(), panels.size());
        double leastWidth =
                panels.stream().mapToDouble(PanelPainter::leastWidth).max().orElse(0);
        cellWidth = Math.ceil(Math.max(columns == 1 ? SINGLE_WIDTH : CELL_WIDTH, leastWidth));
        for (int first = 0; first < panels.size(); first += columns) {
            double height = columns == 1 ? SINGLE_HEIGHT : CELL_HEIGHT;
            for (PanelPainter panel : panels.subList(first, Math.min(first + columns, panels.size()))) {
                height = Math.max(height, panel.leastHeight(cellWidth));
            }
            rowHeights.add(Math.ceil(height));
        }
        titleLines = TextWidth.wrap(figure.title(), TITLE, width() - 2 * PADDING);
        subtitleLines = TextWidth.wrap(figure.subtitle(), SUBTITLE, width() - 2 * PADDING);
    }

    /** The width of the whole figure, in logical pixels. */
    double width() {
        return columns * cellWidth;
    }

    /** The height of the whole figure, in logical pixels. */
    double height() {
        return headingHeight()
                + rowHeights.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Draws the figure on an empty canvas of its size. */
    void paint(Canvas canvas) {
        canvas.rectangle(0, 0, width(), height(), Palette.PAPER);
        double baseline = PADDING;
        for (String line : titleLines) {
            canvas.text(RichText.plain(line), PADDING, baseline + TITLE.size(), TITLE);
            baseline += TITLE.lineHeight();
        }
        for (String line : subtitleLines) {
            canvas.text(RichText.plain(line), PADDING, baseline + SUBTITLE.size(), SUBTITLE);
            baseline += SUBTITLE.lineHeight();
        }
        double top = headingHeight();
        for (int i = 0; i < panels.size(); i++) {
            double height = rowHeights.get(i / columns);
            double left = i % columns * cellWidth;
            panels.get(i).paint(canvas, new Box(left, top, left + cellWidth, top + height));
            if (i % columns == columns - 1) {
                top += height;
            }
        }
    }

    private double headingHeight() {
        double lines = titleLines.size() * TITLE.lineHeight() + subtitleLines.size() * SUBTITLE.lineHeight();
        return lines == 0 ? 0 : Math.ceil(PADDING + lines);
    }
}
