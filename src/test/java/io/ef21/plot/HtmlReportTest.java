package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.plot.HtmlReport.Listing;
import io.ef21.plot.HtmlReport.Picture;
import io.ef21.plot.HtmlReport.Section;
import io.ef21.plot.HtmlReport.Table;
import io.ef21.plot.HtmlReport.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class HtmlReportTest {
    private static final String ODD = "</td></style><script>alert('1')</script> & \"q\" λ \uD83D\uDE00";

    @TempDir
    Path directory;

    @Test
    void saysEverythingInOrder() throws Exception {
        HtmlReport report = new HtmlReport(
                "Report",
                List.of(new Text("first"), new Table("", List.of("method"), List.of(List.of("second")))),
                List.of(
                        new Section("third", List.of(new Picture(Figures.convergence(), "fourth"))),
                        new Section("fifth", List.of(new Listing("sixth\n  line")))));
        String page = write(report);
        int at = 0;
        for (String expected : List.of(
                "<h1>Report</h1>",
                "<p>first</p>",
                "<td>second</td>",
                "<h2>third</h2>",
                "<svg ",
                "<figcaption>fourth</figcaption>",
                "<h2>fifth</h2>",
                "<pre><code>sixth\n  line</code></pre>")) {
            int next = page.indexOf(expected, at);
            assertTrue(next >= at, expected + " is missing or misplaced");
            at = next;
        }
    }

    @Test
    void escapesEveryText() throws Exception {
        Figure figure = new Figure(ODD, ODD, List.of(new Panel(ODD, Figures.X, Figures.Y, List.of())), 1);
        HtmlReport report = new HtmlReport(
                ODD,
                List.of(new Text(ODD), new Table(ODD, List.of(ODD), List.of(List.of(ODD)))),
                List.of(new Section(ODD, List.of(new Picture(figure, ODD), new Listing(ODD)))));
        String page = write(report);
        assertFalse(page.contains("<script"), page);
        SvgPicture parsed = SvgPicture.parse(page.getBytes(StandardCharsets.UTF_8));
        for (String tag : List.of("h1", "p", "caption", "th", "td", "h2", "figcaption", "code")) {
            assertEquals(ODD, parsed.elements(tag).get(0).getTextContent(), tag);
        }
        assertEquals(ODD, parsed.elements("title").get(0).getTextContent());
    }

    @Test
    void needsNothingFromOutside() throws Exception {
        String page = write(new HtmlReport("Report", List.of(new Picture(Figures.convergence(), "")), List.of()));
        String rest = page.toLowerCase(Locale.ROOT).replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        for (String part : List.of("http", "src=", "href=", "@import", "url(", "<script", "<link", "onload")) {
            assertFalse(rest.contains(part), part);
        }
    }

    @Test
    void alignsColumnsOfNumbers() throws Exception {
        Table table = new Table(
                "",
                List.of("method", "bits", "seconds", "note"),
                List.of(
                        List.of("EF21", "3.1e6 ± 2e5", "12", "1 of 3 diverged"),
                        List.of("EF14", "never", "−0.5", "slow")));
        SvgPicture page = SvgPicture.parse(
                write(new HtmlReport("Report", List.of(table), List.of())).getBytes(StandardCharsets.UTF_8));
        for (String tag : List.of("th", "td")) {
            List<Element> cells = page.elements(tag);
            for (int i = 0; i < cells.size(); i++) {
                boolean number = i % 4 == 1 || i % 4 == 2;
                assertEquals(
                        number ? "number" : "",
                        cells.get(i).getAttribute("class"),
                        cells.get(i).getTextContent());
            }
        }
    }

    @Test
    void wordsAloneAreNoNumbers() {
        assertFalse(HtmlPage.isNumbers(List.of(List.of("never"), List.of("–")), 0));
        assertFalse(HtmlPage.isNumbers(List.of(), 0));
        assertTrue(HtmlPage.isNumbers(List.of(List.of("≤ 1,024 bits"), List.of("")), 0));
    }

    @Test
    void wideFiguresAreFoldedToTheWidthOfThePage() throws Exception {
        Panel panel = Figures.convergence().panels().get(0);
        Figure wide =
                new Figure("", "", IntStream.range(0, 12).mapToObj(i -> panel).toList(), 6);
        SvgPicture page = SvgPicture.parse(write(new HtmlReport("Report", List.of(new Picture(wide, "")), List.of()))
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(
                SvgPicture.of(Figures.convergence()).width(),
                SvgPicture.number(page.elements("svg").get(0), "width"));
    }

    @Test
    void nightColoursReplaceThoseOfTheFigure() throws Exception {
        String page = write(new HtmlReport("Report", List.of(new Picture(Figures.convergence(), "")), List.of()));
        for (int rgb : new int[] {Palette.PAPER, Palette.TEXT, Palette.GRID.rgb(), Palette.FRAME.rgb()}) {
            String colour = SvgCanvas.colour(rgb);
            assertTrue(page.contains("svg [fill=\"" + colour + "\"] { fill: #"), colour);
            assertTrue(page.contains("=\"" + colour + "\"/>") || page.contains("=\"" + colour + "\" "), colour);
        }
    }

    @Test
    void refusesRowsThatDoNotFitAndBlankTitles() {
        assertEquals(
                "expected rows of 2 cells, as the header has, got [1]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Table("", List.of("a", "b"), List.of(List.of("1"))))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new HtmlReport(" ", List.of(), List.of()));
    }

    @Test
    void leavesNothingBehindWhenItFails() throws Exception {
        Path taken = Files.createDirectories(directory.resolve("taken.html").resolve("inside"));
        HtmlReport report = new HtmlReport("Report", List.of(), List.of());
        assertThrows(IOException.class, () -> report.write(taken.getParent()));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    private String write(HtmlReport report) throws IOException {
        Path file = directory.resolve("report.html");
        report.write(file);
        return Files.readString(file);
    }
}
