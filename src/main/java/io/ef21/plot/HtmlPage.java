package io.ef21.plot;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The text of a report's page. One thread at a time, for one page. */
final class HtmlPage {
    /** A number, perhaps with a bound before it and a unit or a deviation behind. */
    private static final Pattern NUMBER = Pattern.compile("[<>≤≥≈~]?\\s?[-+−]?\\.?\\d.{0,24}");

    /** What a column of numbers says where there is none. */
    private static final Pattern NO_NUMBER = Pattern.compile("|[-–—?]|n/a|none|never|[-+−]?(NaN|nan|inf|Infinity|∞)");

    private static final int MOST_COLUMNS = 2;

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --paper: #ffffff; --ink: #222222; --quiet: #555555; --rule: #d8d8d8;
              --shade: #f5f5f5; }
            body { margin: 0 auto; padding: 1.5rem; max-width: 70rem; background: var(--paper); color: var(--ink);
              font: 16px/1.5 Arial, Helvetica, 'DejaVu Sans', sans-serif; }
            h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1rem; }
            h2 { font-size: 1.2rem; margin: 2.2rem 0 0.6rem; padding-top: 0.8rem; border-top: 1px solid var(--rule); }
            p { max-width: 46rem; margin: 0.6rem 0; }
            .wide { overflow-x: auto; margin: 1rem 0; }
            table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
            caption, figcaption { text-align: left; color: var(--quiet); font-size: 0.9rem; padding: 0.3rem 0; }
            th, td { padding: 0.3rem 0.8rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
            th { border-bottom: 2px solid var(--quiet); vertical-align: bottom; }
            .number { text-align: right; white-space: nowrap; }
            figure { margin: 1.2rem 0; }
            svg { display: block; max-width: 100%; height: auto; }
            pre { background: var(--shade); padding: 0.8rem 1rem; overflow-x: auto; font-size: 0.85rem; line-height: 1.4; }
            """;

    private static final String NIGHT =
            """
            :root { --paper: #16181a; --ink: #e4e4e4; --quiet: #a8a8a8; --rule: #3a3d40; --shade: #212427; }
            """;

    private static final String PRINT =
            """
            @media print {
              body { max-width: none; padding: 0; font-size: 10pt; }
              h2 { break-after: avoid; }
              figure, table, pre { break-inside: avoid; }
              pre { white-space: pre-wrap; }
              .wide { overflow: visible; }
            }
            """;

    private final StringBuilder page = new StringBuilder();

    /** The page of the report. */
    String of(HtmlReport report) {
        String title = Markup.escape(report.title());
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .append("<title>" + title + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n")
                .append("<h1>" + title + "</h1>\n");
        report.lead().forEach(this::add);
        for (HtmlReport.Section section : report.sections()) {
            page.append("<h2>" + Markup.escape(section.heading()) + "</h2>\n");
            section.blocks().forEach(this::add);
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private void add(HtmlReport.Block block) {
        if (block instanceof HtmlReport.Text text) {
            page.append("<p>" + Markup.escape(text.text()) + "</p>\n");
        } else if (block instanceof HtmlReport.Table table) {
            add(table);
        } else if (block instanceof HtmlReport.Picture picture) {
            page.append("<figure>\n" + SvgCanvas.of(fitting(picture.figure())).element());
            caption("figcaption", picture.caption());
            page.append("</figure>\n");
        } else if (block instanceof HtmlReport.Listing listing) {
            page.append("<pre><code>" + Markup.escape(listing.text().strip()) + "</code></pre>\n");
        }
    }

    /** As many charts side by side as can be read at the width of a page. */
    private static Figure fitting(Figure figure) {
        return new Figure(figure.title(), figure.subtitle(), figure.panels(), Math.min(figure.columns(), MOST_COLUMNS));
    }

    private void add(HtmlReport.Table table) {
        boolean[] numbers = new boolean[table.header().size()];
        for (int column = 0; column < numbers.length; column++) {
            numbers[column] = isNumbers(table.rows(), column);
        }
        page.append("<div class=\"wide\">\n<table>\n");
        caption("caption", table.caption());
        page.append("<thead>\n");
        row("th scope=\"col\"", "th", table.header(), numbers);
        page.append("</thead>\n<tbody>\n");
        table.rows().forEach(cells -> row("td", "td", cells, numbers));
        page.append("</tbody>\n</table>\n</div>\n");
    }

    private void row(String start, String end, List<String> cells, boolean[] numbers) {
        page.append("<tr>");
        IntStream.range(0, cells.size())
                .forEach(i -> page.append("<" + start + (numbers[i] ? " class=\"number\">" : ">")
                        + Markup.escape(cells.get(i)) + "</" + end + ">"));
        page.append("</tr>\n");
    }

    private void caption(String tag, String text) {
        if (!text.isBlank()) {
            page.append("<" + tag + ">" + Markup.escape(text) + "</" + tag + ">\n");
        }
    }

    /** Whether the column holds numbers and at most some words for "no number". */
    static boolean isNumbers(List<List<String>> rows, int column) {
        List<String> cells = rows.stream().map(row -> row.get(column).strip()).toList();
        return cells.stream().anyMatch(cell -> NUMBER.matcher(cell).matches())
                && cells.stream()
                        .allMatch(cell -> NUMBER.matcher(cell).matches()
                                || NO_NUMBER.matcher(cell).matches());
    }

    private static String style() {
        return STYLE
                + "@media screen and (prefers-color-scheme: dark) {\n"
                + NIGHT
                + night(Palette.PAPER, 0x16181A)
                + night(Palette.TEXT, 0xE4E4E4)
                + night(Palette.QUIET_TEXT, 0xA8A8A8)
                + night(Palette.GRID.rgb(), 0x33363A)
                + night(Palette.FRAME.rgb(), 0x808488)
                + night(Palette.BLUE, 0x4FA8E0)
                + night(Palette.BLACK, 0xFFFFFF)
                + "}\n"
                + PRINT;
    }

    /** Colours are attributes in the figures, which a style outranks. */
    private static String night(int day, int rgb) {
        return String.format(
                Locale.ROOT,
                "svg [fill=\"%1$s\"] { fill: #%2$06X; }\nsvg [stroke=\"%1$s\"] { stroke: #%2$06X; }\n",
                SvgCanvas.colour(day),
                rgb);
    }
}
