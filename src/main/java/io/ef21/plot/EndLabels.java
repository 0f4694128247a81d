package io.ef21.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a panel's lines, each in its line's colour at its line's end.
 *
 * <p>A line that ends inside the plot has its name right there if no line is in the way. All other names stand in a
 * column to the right of the plot, joined to their lines by thin threads where they had to move, each after a piece of
 * its line, which tells them apart without colour.
 */
final class EndLabels {
    private static final double FONT_SIZE = 12;
    private static final double WIDEST_LINE = 170;
    private static final double GAP = 8;
    private static final double CLEARANCE = 2;

    /** A piece of the line with its marker, before a name in the column. */
    private static final double SAMPLE = 18;

    private static final double SAMPLE_GAP = 4;

    private final List<List<String>> texts = new ArrayList<>();

    /** Labels for the series with these visible points. */
    EndLabels(List<Series> series, List<Trace> traces) {
        for (int i = 0; i < series.size(); i++) {
            // A line that is not there should be missed.
            String text = series.get(i).name() + (traces.get(i).isEmpty() ? " (no data)" : "");
            texts.add(TextWidth.wrap(text, style(i), WIDEST_LINE));
        }
    }

    /** The room that the column needs to the right of the plot. */
    double width() {
        double widest = 0;
        for (int i = 0; i < texts.size(); i++) {
            widest = Math.max(widest, GAP + sampleWidth() + width(i));
        }
        return widest;
    }

    /** The height that a plot needs to have room for all of them. */
    double height() {
        double sum = 0;
        for (int i = 0; i < texts.size(); i++) {
            sum += height(i);
        }
        return sum;
    }

    /** Writes the labels for lines that have been drawn through these points, in logical pixels, inside the plot. */
    void paint(Canvas canvas, Box plot, List<Trace> lines) {
        Map<Integer, Box> spots = new LinkedHashMap<>();
        List<Integer> beside = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<Box> spot = spotAtEnd(i, plot, lines, spots.values());
            if (spot.isPresent()) {
                spots.put(i, spot.get());
            } else {
                beside.add(i);
            }
        }
        paintBeside(canvas, plot, lines, beside);
        spots.forEach((i, spot) -> {
            if (beside.stream().anyMatch(k -> spot.isCrossedBy(threadInside(lines.get(k), plot)))) {
                canvas.rectangle(spot.left(), spot.top(), spot.width(), spot.height(), Palette.PAPER);
            }
            write(canvas, i, spot.left(), spot.centreY());
        });
    }

    private void paintBeside(Canvas canvas, Box plot, List<Trace> lines, List<Integer> beside) {
        // Those without a line go to the bottom, out of the way.
        double[] wanted = beside.stream()
                .mapToDouble(i ->
                        lines.get(i).isEmpty() ? plot.bottom() : lines.get(i).lastY())
                .toArray();
        double[] heights = beside.stream().mapToDouble(this::height).toArray();
        // A line may end on the frame, and its label is centred on it.
        double beyond = style(0).lineHeight() / 2;
        double[] centres = LabelColumn.centres(wanted, heights, plot.top() - beyond, plot.bottom() + beyond);
        for (int k = 0; k < centres.length; k++) {
            int i = beside.get(k);
            joinToLine(canvas, i, lines.get(i), plot, centres[k]);
            paintSample(canvas, i, plot.right() + GAP, centres[k]);
            write(canvas, i, plot.right() + GAP + sampleWidth(), centres[k]);
        }
    }

    /** A free place for the label inside the plot, right after the line's end. */
    private Optional<Box> spotAtEnd(int i, Box plot, List<Trace> lines, Collection<Box> taken) {
        if (lines.get(i).isEmpty()) {
            return Optional.empty();
        }
        double left = lines.get(i).lastX() + GAP - 2;
        for (double shift : new double[] {0, -0.7, 0.7}) {
            double top = lines.get(i).lastY() + (shift - 0.5) * height(i);
            Box spot = new Box(left, top, left + width(i), top + height(i));
            Box cleared =
                    new Box(left - CLEARANCE, top - CLEARANCE, spot.right() + CLEARANCE, spot.bottom() + CLEARANCE);
            if (plot.contains(cleared)
                    && taken.stream().noneMatch(cleared::overlaps)
                    && lines.stream().noneMatch(cleared::isCrossedBy)) {
                return Optional.of(spot);
            }
        }
        return Optional.empty();
    }

    private static void joinToLine(Canvas canvas, int i, Trace line, Box plot, double labelY) {
        if (line.isEmpty()) {
            return;
        }
        Trace inside = threadInside(line, plot);
        if (!inside.isEmpty()) {
            canvas.polyline(inside.x(), inside.y(), Palette.dottedThread(i));
        }
        if (!inside.isEmpty() || Math.abs(line.lastY() - labelY) > 2) {
            canvas.line(plot.right(), line.lastY(), plot.right() + GAP - 2, labelY, Palette.thread(i));
        }
    }

    /** The way from the end of a line to the edge of the plot; empty for a line that ends there. */
    private static Trace threadInside(Trace line, Box plot) {
        return line.isEmpty() || line.lastX() >= plot.right() - 1
                ? Trace.EMPTY
                : new Trace(new double[] {line.lastX() + 2, plot.right()}, new double[] {line.lastY(), line.lastY()});
    }

    private void paintSample(Canvas canvas, int i, double left, double y) {
        if (SeriesPainter.isMarked(texts.size())) {
            canvas.line(left, y, left + SAMPLE, y, Palette.line(i));
            Palette.marker(i)
                    .paint(canvas, left + SAMPLE / 2, y, Palette.line(i).rgb());
        }
    }

    private void write(Canvas canvas, int i, double left, double centreY) {
        TextStyle style = style(i);
        double baseline = centreY - height(i) / 2 + style.lineHeight() / 2 + style.middleToBaseline();
        for (String line : texts.get(i)) {
            canvas.text(RichText.plain(line), left, baseline, style);
            baseline += style.lineHeight();
        }
    }

    private double width(int i) {
        return texts.get(i).stream()
                .mapToDouble(line -> TextWidth.of(line, style(i)))
                .max()
                .orElse(0);
    }

    private double sampleWidth() {
        return SeriesPainter.isMarked(texts.size()) ? SAMPLE + SAMPLE_GAP : 0;
    }

    private double height(int i) {
        return texts.get(i).size() * style(i).lineHeight();
    }

    private static TextStyle style(int i) {
        return TextStyle.regular(FONT_SIZE, Palette.line(i).rgb(), TextStyle.Anchor.START);
    }
}
