package io.ef21.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The TeX source of a figure, which reads the points of every series from a table of its own. */
final class PgfSource {
    private static final double POINTS_PER_UNIT = PdfCanvas.POINTS_PER_UNIT;

    /** About so many markers stand on a line. */
    private static final int MARKERS = 7;

    private final Figure figure;
    private final String stem;
    private final StringBuilder source = new StringBuilder();

    /**
     * Source for the figure.
     *
     * @param stem how the names of the tables begin, safe in TeX
     */
    PgfSource(Figure figure, String stem) {
        this.figure = figure;
        this.stem = stem;
    }

    /** The file name of the table of a series, by the places of panel and series from 0. */
    static String tableName(String stem, int panel, int series) {
        return stem + "-" + (panel + 1) + "-" + (series + 1) + ".dat";
    }

    /** The source, with tables of so many rows: one number for every series of every panel. */
    String of(List<List<PgfTable>> tables) {
        source.append("% " + comment(figure.title()) + "\n% " + comment(figure.subtitle()) + "\n");
        source.append(
                """
                % Alone: pdflatex on this file. In a paper: \\usepackage{standalone}, the three lines after the class below,
                % then \\input this file; tables in another folder are found by \\pgfplotsset{table/search path={folder}}.
                \\documentclass[tikz, border=2pt]{standalone}
                \\usepackage{pgfplots}
                \\usepgfplotslibrary{groupplots, fillbetween}
                \\pgfplotsset{compat=1.14}
                \\begin{document}
                """);
        int columns = Math.min(figure.columns(), figure.panels().size());
        int most = figure.panels().stream()
                .mapToInt(panel -> panel.series().size())
                .max()
                .orElse(0);
        for (int i = 0; i < most; i++) {
            source.append("\\definecolor{line" + (i + 1) + "}{HTML}{"
                    + SvgCanvas.colour(Palette.line(i).rgb()).substring(1) + "}%\n");
        }
        source.append("\\begin{tikzpicture}\n\\begin{groupplot}[\n  group style={group size=" + columns + " by "
                + (figure.panels().size() + columns - 1) / columns
                + ", horizontal sep=20mm, vertical sep=22mm},\n  width=75mm, height=60mm, grid=major,"
                + " grid style={black!10}, tick align=outside, tick pos=left,\n  legend style={at={(0, 1.16)},"
                + " anchor=south west, draw=none, legend columns=4, font=\\small}, legend cell align=left]\n");
        for (int i = 0; i < figure.panels().size(); i++) {
            add(i, tables.get(i));
        }
        return source.append("\\end{groupplot}\n\\end{tikzpicture}\n\\end{document}\n")
                .toString();
    }

    private void add(int place, List<PgfTable> tables) {
        Panel panel = figure.panels().get(place);
        PanelData data = PanelData.of(panel);
        source.append("\\nextgroupplot[title={" + TexText.escape(panel.title()) + "}"
                + axis("x", panel.horizontal(), data.horizontal())
                + axis("y", panel.vertical(), data.vertical()) + "]\n");
        for (int i = 0; i < tables.size(); i++) {
            String file = tableName(stem, place, i);
            String name = "p" + (place + 1) + "s" + (i + 1);
            if (!data.bands().get(i).isEmpty()) {
                source.append(edge(name, "lower", file) + edge(name, "upper", file) + "\\addplot[line" + (i + 1)
                        + ", fill opacity=0.18, forget plot] fill between[of=" + name + "lower and " + name
                        + "upper];\n");
            }
            boolean there = !data.lines().get(i).isEmpty();
            String style = style(i, tables.get(i).size());
            source.append(
                    there
                            ? "\\addplot[" + style + "] table[x=x, y=y] {" + file + "};\n"
                            : "\\addlegendimage{" + style + "}\n");
            // The same names in the same order need no second legend.
            if (place == 0 || !names(place).equals(names(place - 1))) {
                String label = panel.series().get(i).name() + (there ? "" : " (no data)");
                source.append("\\addlegendentry{" + TexText.escape(label) + "}\n");
            }
        }
    }

    private List<String> names(int place) {
        return figure.panels().get(place).series().stream().map(Series::name).toList();
    }

    private static String edge(String name, String column, String file) {
        return "\\addplot[name path=" + name + column + ", draw=none, forget plot] table[x=x, y=" + column + "] {"
                + file + "};\n";
    }

    private static String axis(String letter, Axis axis, AxisTicks ticks) {
        String range = ticks.all().isEmpty()
                ? ""
                : ", " + letter + "min="
                        + end(axis, ticks.range().low()) + ", " + letter + "max="
                        + end(axis, ticks.range().high());
        return ", " + letter + "label={" + TexText.escape(axis.label()) + "}"
                + (axis.scale() == Scale.LOG10 ? ", " + letter + "mode=log" : "") + range;
    }

    /** The logarithms of powers of ten come back with rounding, which nine digits hide. */
    private static String end(Axis axis, double axisUnits) {
        return new BigDecimal(axis.scale().fromAxisUnits(axisUnits))
                .round(new MathContext(9))
                .stripTrailingZeros()
                .toString();
    }

    private static String style(int series, int rows) {
        Stroke stroke = Palette.line(series);
        String dashes = stroke.dashes().isEmpty()
                ? "solid"
                : "dash pattern="
                        + dashes(stroke.dashes().stream().map(PgfSource::points).toList());
        int every = Math.max(1, rows / MARKERS);
        int first = 1 + every * (series % 4) / 4;
        Marker marker = Palette.marker(series);
        return "line" + (series + 1) + ", line width=" + points(stroke.width()) + ", " + dashes + ", mark="
                + marker.pgfName() + ", mark repeat=" + every + ", mark phase=" + first
                + ", mark size=1.8pt, mark options={solid" + (marker.isFilled() ? "" : ", fill=white") + "}";
    }

    private static String dashes(List<String> lengths) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < lengths.size(); i++) {
            pattern.append(i % 2 == 0 ? " on " : " off ").append(lengths.get(i));
        }
        return pattern.toString().strip();
    }

    private static String points(double units) {
        return String.format(Locale.ROOT, "%.2fpt", units * POINTS_PER_UNIT);
    }

    /** A line of a comment ends nowhere but at its end. */
    private static String comment(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
