package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfFigureTest {
    @Test
    void saysWhatTheVectorPictureSays() throws Exception {
        Figure figure = new Figure(
                "Gaps (100 %) \\ <all>",
                "‖∇f(x)‖² ≤ ε, λ = 10⁻³",
                List.of(new Panel("", Figures.X, Figures.LOG_Y, List.of(Figures.decay("Richtárik", 0.9, 0)))),
                1);
        // An exponent is a text of its own in PDF.
        assertEquals(
                String.join("", SvgPicture.of(figure).texts()),
                String.join("", PdfPicture.of(figure).texts()));
    }

    @Test
    void hasTheSizeOfTheVectorPictureInPoints() throws Exception {
        SvgPicture vector = SvgPicture.of(Figures.convergence());
        String box = PdfPicture.group(PdfPicture.of(Figures.convergence()).page(), "/MediaBox \\[0 0 ([\\d. ]+)\\]");
        assertEquals(0.75 * vector.width(), Double.parseDouble(box.split(" ")[0]));
        assertEquals(0.75 * vector.height(), Double.parseDouble(box.split(" ")[1]));
    }

    @Test
    void drawsTheLinesWhereTheVectorPictureDoes() throws Exception {
        Figure figure = Figures.single(
                Figures.X, Figures.Y, Figures.series("a", new double[] {1, 3, 2}), Figures.series("b", new double[] {
                    2, 2, 5
                }));
        String content = PdfPicture.of(figure).content();
        SvgPicture vector = SvgPicture.of(figure);
        assertTrue(content.startsWith("0.75 0 0 -0.75 0 " + plain(0.75 * vector.height()) + " cm"), content);
        Matcher lines = Pattern.compile("1\\.8 w \\[\\] 0 d\n((?:[-\\d.]+ [-\\d.]+ [ml]\n)+)S")
                .matcher(content);
        for (int i = 0; i < 2; i++) {
            assertTrue(lines.find(), "line " + i);
            String[] points = lines.group(1).split("\n");
            double[][] expected = vector.line(i);
            assertEquals(expected.length, points.length);
            for (int k = 0; k < points.length; k++) {
                String[] point = points[k].split(" ");
                assertEquals(k == 0 ? "m" : "l", point[2]);
                assertEquals(expected[k][0], Double.parseDouble(point[0]), 0.006);
                assertEquals(expected[k][1], Double.parseDouble(point[1]), 0.006);
            }
        }
    }

    @Test
    void bandsShineThrough() throws Exception {
        Series series = Figures.series("s", new double[] {2, 2}).withBand(new double[] {1, 1}, new double[] {4, 4});
        PdfPicture picture = PdfPicture.of(Figures.single(Figures.X, Figures.Y, series));
        assertTrue(picture.page().contains("/A18 << /ca 0.18 >>"), picture.page());
        assertTrue(picture.content().contains("q /A18 gs 0 0.447 0.698 rg"), picture.content());
    }

    @Test
    void embedsEveryFontItUses() throws Exception {
        PdfPicture picture = PdfPicture.of(Figures.convergence());
        List<String> descriptors = picture.objects("/Type /FontDescriptor");
        assertEquals(2, descriptors.size());
        for (String descriptor : descriptors) {
            int file = picture.reference(descriptor, "/FontFile2");
            byte[] font = picture.stream(file);
            assertEquals(font.length, Integer.parseInt(PdfPicture.group(picture.object(file), "/Length1 (\\d+) ")));
            assertArrayEquals(new byte[] {0, 1, 0, 0}, Arrays.copyOf(font, 4));
            assertTrue(font.length < 20_000, font.length + " bytes: only the glyphs in use");
        }
        Figure withoutBold = Figures.single(Figures.X, Figures.Y);
        assertEquals(
                1, PdfPicture.of(withoutBold).objects("/Type /FontDescriptor").size());
    }

    @Test
    void hasNoBitmapAndNoDate() throws Exception {
        PdfPicture picture = PdfPicture.of(Figures.convergence());
        assertEquals(List.of(), picture.objects("/Image"));
        assertEquals(List.of(), picture.objects("Date"));
        assertArrayEquals(FileFormat.PDF.draw(Figures.convergence()), FileFormat.PDF.draw(Figures.convergence()));
    }

    @Test
    void showsTheReplacementForUnknownCharacters() throws Exception {
        Series series = Figures.series("方\uD800\uDC00\u0007", new double[] {1, 2});
        PdfPicture picture = PdfPicture.of(Figures.single(Figures.X, Figures.Y, series));
        String content = picture.content();
        String label = PdfPicture.group(content, "<([0-9A-F]{12})> Tj ET\n$");
        assertEquals(
                1,
                List.of(label.substring(0, 4), label.substring(4, 8), label.substring(8)).stream()
                        .distinct()
                        .count());
        assertFalse(label.startsWith("0000"), "a visible glyph");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void isWellFormedForAnyFigure(int seed) throws Exception {
        Random random = new Random(seed);
        for (int repeat = 0; repeat < 10; repeat++) {
            PdfPicture picture = PdfPicture.of(Figures.random(random));
            String content = picture.content();
            assertFalse(content.contains("E-") || content.contains("NaN") || content.contains("Infinity"), content);
            assertEquals(count(content, "q "), count(content, "Q\n"));
            assertEquals(count(content, "BT "), count(content, "ET\n"));
        }
    }

    private static long count(String text, String part) {
        return Pattern.compile("(?<![A-Za-z])" + Pattern.quote(part))
                .matcher(text)
                .results()
                .count();
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
