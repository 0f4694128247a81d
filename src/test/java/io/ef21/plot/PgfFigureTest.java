package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgfFigureTest {
    private static final double NAN = Double.NaN;

    @TempDir
    Path directory;

    @Test
    void writesTheSourceAndATableForEverySeries() throws Exception {
        PgfFigure.write(Figures.convergence(), directory.resolve("gap.tex"));
        assertEquals(
                List.of(
                        "gap-1-1.dat",
                        "gap-1-2.dat",
                        "gap-1-3.dat",
                        "gap-2-1.dat",
                        "gap-2-2.dat",
                        "gap-2-3.dat",
                        "gap.tex"),
                names());
        String source = Files.readString(directory.resolve("gap.tex"));
        for (String expected : List.of(
                "\\documentclass[tikz, border=2pt]{standalone}",
                "\\usepgfplotslibrary{groupplots, fillbetween}",
                "group size=2 by 1",
                "title={Objective gap}, xlabel={bits sent}",
                "ylabel={gradient norm}, ymode=log",
                "\\definecolor{line1}{HTML}{0072B2}",
                "table[x=x, y=y] {gap-2-3.dat};",
                "\\end{document}")) {
            assertTrue(source.contains(expected), expected + " is missing in " + source);
        }
        assertFalse(source.contains("xmode=log"));
        assertEquals(1, count(source, "\\addlegendentry{EF21+}"), "one legend for panels with the same lines");
    }

    @Test
    void tablesHoldTheVisiblePoints() throws Exception {
        Series series = new Series("s", new double[] {0, 1, 2, 3, NAN}, new double[] {1, NAN, 0, 0.25, 1});
        PgfFigure.write(Figures.single(Figures.X, Figures.LOG_Y, series), directory.resolve("a.tex"));
        assertEquals("x y\n0.0 1.0\n3.0 0.25\n", Files.readString(directory.resolve("a-1-1.dat")));
    }

    @Test
    void bandsEndAtTheAxis() throws Exception {
        Series series = Figures.series("s", new double[] {1, 0, 0.01, 0.001})
                .withBand(new double[] {1, 0, -1, NAN}, new double[] {1, 1, Double.POSITIVE_INFINITY, 1});
        PgfFigure.write(Figures.single(Figures.X, Figures.LOG_Y, series), directory.resolve("a.tex"));
        String source = Files.readString(directory.resolve("a.tex"));
        assertTrue(source.contains("fill between[of=p1s1lower and p1s1upper]"), source);
        double low = Double.parseDouble(PdfPicture.group(source, "ymin=([^,\\]]+)"));
        double high = Double.parseDouble(PdfPicture.group(source, "ymax=([^,\\]]+)"));
        String[] rows = Files.readString(directory.resolve("a-1-1.dat")).split("\n");
        assertEquals("x y lower upper", rows[0]);
        assertEquals("0.0 1.0 1.0 1.0", rows[1]);
        assertTrue(rows[2].startsWith("1.0 nan ") && rows[2].endsWith(" 1.0"), rows[2]);
        assertEquals(low, Double.parseDouble(rows[2].split(" ")[2]), 1e-6 * low);
        assertEquals(low, Double.parseDouble(rows[3].split(" ")[2]), 1e-6 * low);
        assertEquals(high, Double.parseDouble(rows[3].split(" ")[3]), 1e-6 * high);
        assertEquals("3.0 0.001 nan nan", rows[4]);
    }

    @Test
    void manyPointsFitIntoTexsMemory() throws Exception {
        Random random = new Random(8);
        double[] y = random.doubles(20_000, 1, 2).toArray();
        y[12_345] = 1000;
        Series series = Figures.series("s", y)
                .withBand(
                        Arrays.stream(y).map(v -> v / 2).toArray(),
                        Arrays.stream(y).map(v -> v * 2).toArray());
        Panel panel = new Panel(
                "",
                Figures.X,
                Figures.LOG_Y,
                IntStream.range(0, 5).mapToObj(i -> series).toList());
        Figure figure =
                new Figure("", "", IntStream.range(0, 12).mapToObj(i -> panel).toList(), 6);
        int rows = PgfTable.of(figure).stream()
                .flatMap(List::stream)
                .mapToInt(PgfTable::size)
                .sum();
        assertTrue(rows < 60_000, rows + " rows");
        assertTrue(PgfTable.of(figure).get(0).get(0).text().contains("\n12345.0 1000.0 500.0 2000.0\n"), "the spike");
    }

    @Test
    void aLineWithoutPointsIsInTheLegendOnly() throws Exception {
        Figure figure = Figures.single(
                Figures.X,
                Figures.LOG_Y,
                Figures.series("there", new double[] {1, 2}),
                Figures.series("lost", new double[] {0, -1}));
        PgfFigure.write(figure, directory.resolve("a.tex"));
        String source = Files.readString(directory.resolve("a.tex"));
        assertTrue(source.contains("\\addlegendentry{lost (no data)}"), source);
        assertFalse(source.contains("a-1-2.dat"), source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
            a_1 & b%     ; a\\_1 \\& b\\%
            $x^2$        ; \\$x\\textasciicircum{}2\\$
            {#}~         ; \\{\\#\\}\\textasciitilde{}
            \\input{x}   ; \\textbackslash{}input\\{x\\}
            1 < 2 > 0    ; 1 \\textless{} 2 \\textgreater{} 0
            ‖∇f‖² ≤ ε    ; $\\|$$\\nabla$f$\\|$$^{2}$ $\\leq$ $\\varepsilon$
            10⁻³ x₁ − λ  ; 10$^{-}$$^{3}$ x$_{1}$ $-$ $\\lambda$
            Richtárik 方 ; Richtárik 方
            ☃            ; ?
            """)
    void textShowsItsCharacters(String text, String expected) {
        assertEquals(expected, TexText.escape(text));
    }

    @Test
    void textIsOneLine() {
        assertEquals("a  b c", TexText.escape("a\r\nb\u0007c"));
    }

    @Test
    void commentsEndWithTheirLine() throws Exception {
        Figure figure =
                new Figure("one\n\\evil", "two\r\\evil", Figures.convergence().panels(), 2);
        PgfFigure.write(figure, directory.resolve("a.tex"));
        List<String> lines = Files.readAllLines(directory.resolve("a.tex"));
        assertEquals(List.of("% one \\evil", "% two \\evil"), lines.subList(0, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void bracesMatchForAnyFigure(int seed) throws Exception {
        Random random = new Random(seed);
        for (int repeat = 0; repeat < 10; repeat++) {
            PgfFigure.write(Figures.random(random), directory.resolve("a.tex"));
            String source = Files.readString(directory.resolve("a.tex"));
            assertFalse(source.contains("NaN") || source.contains("Infinity"), source);
            int depth = 0;
            for (String line :
                    source.lines().filter(text -> !text.startsWith("%")).toList()) {
                for (int i = 0; i < line.length(); i++) {
                    boolean escaped = i > 0 && line.charAt(i - 1) == '\\';
                    depth += escaped ? 0 : line.charAt(i) == '{' ? 1 : line.charAt(i) == '}' ? -1 : 0;
                    assertTrue(depth >= 0, line);
                }
                assertEquals(0, depth, line);
            }
        }
    }

    @Test
    void namesOfTablesAreSafe() throws Exception {
        PgfFigure.write(
                Figures.single(Figures.X, Figures.Y, Figures.series("s", new double[] {1, 2})),
                directory.resolve("my 50%_#1.tex"));
        assertEquals(List.of("my 50%_#1.tex", "my-50---1-1-1.dat"), names());
        assertTrue(Files.readString(directory.resolve("my 50%_#1.tex")).contains("{my-50---1-1-1.dat}"));
    }

    @Test
    void refusesOtherEndings() throws Exception {
        Path file = directory.resolve("gap.pdf");
        assertEquals(
                "expected a TeX file that ends in .tex, got " + file,
                assertThrows(IllegalArgumentException.class, () -> PgfFigure.write(Figures.convergence(), file))
                        .getMessage());
        assertEquals(List.of(), names());
    }

    @Test
    void leavesNoSourceBehindWhenATableFails() throws Exception {
        Files.createDirectories(directory.resolve("gap-2-1.dat").resolve("taken"));
        assertThrows(IOException.class, () -> PgfFigure.write(Figures.convergence(), directory.resolve("gap.tex")));
        assertEquals(List.of("gap-1-1.dat", "gap-1-2.dat", "gap-1-3.dat", "gap-2-1.dat"), names());
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
