package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class BandTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void keepsItsOwnCopies() {
        double[] lower = {1, 2};
        double[] upper = {3, 4};
        Band band = new Band(lower, upper);
        lower[0] = 9;
        upper[0] = 9;
        band.lower()[1] = 9;
        band.upper()[1] = 9;
        assertEquals(new Band(new double[] {1, 2}, new double[] {3, 4}), band);
        assertNotEquals(new Band(new double[] {1, 2}, new double[] {3, 5}), band);
    }

    @Test
    void refusesCrossedEdgesAndOtherLengths() {
        assertEquals(
                "expected a band whose upper edge is nowhere below the lower one, got 3.0 to 2.0 at point 1",
                assertThrows(IllegalArgumentException.class, () -> new Band(new double[] {0, 3}, new double[] {1, 2}))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Band(new double[1], new double[2]));
        Series series = Figures.series("s", new double[] {1, 2, 3});
        assertEquals(
                "expected a band of 3 points around series s, got 2",
                assertThrows(IllegalArgumentException.class, () -> series.withBand(new double[2], new double[2]))
                        .getMessage());
    }

    @Test
    void edgesLieAtTheirValues() throws Exception {
        // On a linear axis from 0 to 4 plus margins, the edges are as far from the line as they should be.
        Series series = Figures.series("s", new double[] {2, 2}).withBand(new double[] {1, 0}, new double[] {3, 4});
        SvgPicture picture = SvgPicture.of(Figures.single(Figures.X, Figures.Y, series));
        double[][] line = picture.line(0);
        double[][] band = SvgPicture.points(bands(picture).get(0));
        assertEquals(4, band.length);
        double unit = (band[2][1] - band[1][1]) / 4;
        assertArrayEquals(new double[] {line[0][0], line[0][1] - unit}, band[0], 0.02);
        assertArrayEquals(new double[] {line[1][0], line[1][1] - 2 * unit}, band[1], 0.02);
        assertArrayEquals(new double[] {line[1][0], line[1][1] + 2 * unit}, band[2], 0.02);
        assertArrayEquals(new double[] {line[0][0], line[0][1] + unit}, band[3], 0.02);
    }

    @Test
    void endsAtTheFrameOfALogarithmicAxis() throws Exception {
        Series series = Figures.series("s", new double[] {1, 0.1, 0.01, 0.001})
                .withBand(new double[] {0.5, 0, -1, NAN}, new double[] {2, 0.2, INFINITY, 1});
        SvgPicture picture = SvgPicture.of(Figures.single(Figures.X, Figures.LOG_Y, series));
        double[][] band = SvgPicture.points(bands(picture).get(0));
        double[][] frame = frame(picture);
        double top = frame[0][1];
        double bottom = frame[2][1];
        assertEquals(6, band.length, "the point without a lower value is skipped");
        assertEquals(top, band[2][1], 0.01, "infinity");
        assertEquals(bottom, band[3][1], 0.01, "below zero");
        assertEquals(bottom, band[4][1], 0.01, "zero");
        assertTrue(band[5][1] < bottom - 10 && band[0][1] > top + 1, "0.5 to 2 is inside");
    }

    @Test
    void widensALogarithmicAxisByADecadeAtMost() {
        Series series = Figures.series("s", new double[] {1, 1e-3})
                .withBand(new double[] {1e-300, 1e-9}, new double[] {1, 2e-3});
        Panel panel = new Panel("", Figures.X, Figures.LOG_Y, List.of(series));
        AxisRange range = PanelData.of(panel).vertical().range();
        assertEquals(-4 - 0.04 * 4, range.low(), 1e-9);
        assertEquals(0.04 * 4, range.high(), 1e-9);
    }

    @Test
    void linearAxisShowsTheWholeBand() {
        Series series =
                Figures.series("s", new double[] {1, 2}).withBand(new double[] {-8, 2}, new double[] {2, INFINITY});
        AxisRange range = PanelData.of(new Panel("", Figures.X, Figures.Y, List.of(series)))
                .vertical()
                .range();
        assertEquals(-8 - 0.04 * 10, range.low(), 1e-9);
        assertEquals(2 + 0.04 * 10, range.high(), 1e-9);
    }

    @Test
    void thinningKeepsTheEdgesOfEveryColumn() throws Exception {
        Random random = new Random(5);
        int size = 40_000;
        double[] y = new double[size];
        double[] lower = random.doubles(size, -2, -1).toArray();
        double[] upper = random.doubles(size, 1, 2).toArray();
        upper[23_456] = 10;
        Series series = Figures.series("s", y).withBand(lower, upper);
        BandTrace whole = BandTrace.visible(series, Scale.LINEAR, Scale.LINEAR);
        PixelAxis across = new PixelAxis(new AxisRange(0, size - 1), 0, 400);
        PixelAxis up = new PixelAxis(new AxisRange(-3, 11), 300, 0);
        BandTrace thin = whole.placed(across, up);
        assertTrue(thin.upper().size() <= 4 * 401, thin.upper().size() + " points");
        for (int column = 0; column < 400; column++) {
            double from = column;
            int[] inside = IntStream.range(0, size)
                    .filter(i -> Math.floor(across.pixel(i)) == from)
                    .toArray();
            double highest =
                    IntStream.of(inside).mapToDouble(i -> upper[i]).max().orElseThrow();
            double lowest =
                    IntStream.of(inside).mapToDouble(i -> lower[i]).min().orElseThrow();
            assertEquals(up.pixel(highest), extreme(thin.upper(), column, -1), 1e-9);
            assertEquals(up.pixel(lowest), extreme(thin.lower(), column, 1), 1e-9);
        }
    }

    private static double extreme(Trace trace, int column, int sign) {
        return sign
                * IntStream.range(0, trace.size())
                        .filter(i -> Math.floor(trace.x()[i]) == column)
                        .mapToDouble(i -> sign * trace.y()[i])
                        .max()
                        .orElseThrow();
    }

    @Test
    void manyPointsMakeASmallFile() throws Exception {
        Random random = new Random(6);
        double[] y = random.doubles(100_000, 1, 2).toArray();
        Series series = Figures.series("s", y)
                .withBand(
                        Arrays.stream(y).map(value -> value / 2).toArray(),
                        Arrays.stream(y).map(value -> value * 2).toArray());
        Figure figure = Figures.single(Figures.X, Figures.LOG_Y, series);
        for (FileFormat format : List.of(FileFormat.SVG, FileFormat.PDF)) {
            int size = format.draw(figure).length;
            assertTrue(size < 150_000, format + ": " + size + " bytes");
        }
    }

    @Test
    void shinesThroughInABitmap() throws Exception {
        Series series = Figures.series("s", new double[] {2, 2}).withBand(new double[] {1, 1}, new double[] {4, 4});
        Figure figure = Figures.single(Figures.X, Figures.Y, series);
        double[][] band = SvgPicture.points(bands(SvgPicture.of(figure)).get(0));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(FileFormat.PNG.draw(figure)));
        int x = (int) (2 * (band[0][0] + 6));
        int inside = image.getRGB(x, (int) (2 * (band[0][1] + 5))) & 0xFFFFFF;
        // 0.18 of the colour on white, to the rounding of eight bits.
        for (int shift = 0; shift <= 16; shift += 8) {
            double expected = 255 - 0.18 * (255 - (Palette.line(0).rgb() >> shift & 0xFF));
            assertEquals(expected, inside >> shift & 0xFF, 2);
        }
        assertEquals(Palette.PAPER, image.getRGB(x, (int) (2 * (band[0][1] - 4))) & 0xFFFFFF, "above the band");
    }

    @Test
    void isUnderAllLines() throws Exception {
        Series first = Figures.series("a", new double[] {1, 2});
        Series second = Figures.series("b", new double[] {2, 1}).withBand(new double[] {0, 0}, new double[] {3, 3});
        String svg = new String(
                FileFormat.SVG.draw(Figures.single(Figures.X, Figures.Y, first, second)), StandardCharsets.UTF_8);
        assertTrue(svg.indexOf("fill-opacity") < svg.indexOf("stroke=\"#0072B2\" stroke-width=\"1.8\""));
    }

    @Test
    void aSinglePointHasAWhisker() throws Exception {
        Series series = Figures.series("s", new double[] {2}).withBand(new double[] {1}, new double[] {3});
        SvgPicture picture = SvgPicture.of(Figures.single(Figures.X, Figures.Y, series));
        assertEquals(List.of(), bands(picture));
        assertTrue(picture.elements("polyline").stream()
                .filter(line -> line.getAttribute("stroke").equals("#0072B2"))
                .map(SvgPicture::points)
                .anyMatch(points -> points[1][1] - points[0][1] > 100));
    }

    @Test
    void aSeriesWithoutBandHasNone() throws Exception {
        assertFalse(new String(FileFormat.SVG.draw(Figures.convergence()), StandardCharsets.UTF_8)
                .contains("fill-opacity"));
    }

    private static List<Element> bands(SvgPicture picture) {
        return picture.elements("polygon").stream()
                .filter(area -> area.hasAttribute("fill-opacity"))
                .toList();
    }

    private static double[][] frame(SvgPicture picture) {
        return picture.elements("polyline").stream()
                .map(SvgPicture::points)
                .filter(points -> points.length == 5)
                .findFirst()
                .orElseThrow();
    }
}
