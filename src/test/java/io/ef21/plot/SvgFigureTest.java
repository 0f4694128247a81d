package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class SvgFigureTest {
    @Test
    void saysAllThatTheFigureSays() throws Exception {
        List<String> texts = SvgPicture.of(Figures.convergence()).texts();
        for (String expected : List.of(
                "Logistic regression",
                "20 workers",
                "Objective gap",
                "Squared gradient norm",
                "bits sent",
                "gradient norm",
                "EF21",
                "EF21+",
                "EF14")) {
            assertTrue(texts.contains(expected), expected + " is missing in " + texts);
        }
        assertEquals(2, texts.stream().filter("EF14"::equals).count());
    }

    @Test
    void isTheSameEveryTime() throws Exception {
        byte[] first = FileFormat.SVG.draw(Figures.convergence());
        assertArrayEquals(first, FileFormat.SVG.draw(Figures.convergence()));

        Figure other = Figures.single(Figures.X, Figures.Y, Figures.decay("EF21", 0.9, 0));
        assertFalse(Arrays.equals(first, FileFormat.SVG.draw(other)));
    }

    @Test
    void putsTheLabelInTheLinesColour() throws Exception {
        SvgPicture picture = SvgPicture.of(Figures.single(
                Figures.X, Figures.Y, Figures.series("up", new double[] {0, 1}), Figures.series("down", new double[] {
                    1, 0
                })));
        assertEquals("#0072B2", picture.text("up").getAttribute("fill"));
        assertEquals("#D55E00", picture.text("down").getAttribute("fill"));
        // The label stands at the height of its line's end.
        assertEquals(picture.line(0)[1][1], SvgPicture.room(picture.text("up")).centreY(), 4);
        assertEquals(
                picture.line(1)[1][1], SvgPicture.room(picture.text("down")).centreY(), 4);
    }

    @Test
    void logarithmicAxisPutsAThousandthHalfwayFromAMillionthToOne() throws Exception {
        Series series = Figures.series("s", new double[] {1e-6, 1e-3, 1});
        double[][] log =
                SvgPicture.of(Figures.single(Figures.X, Figures.LOG_Y, series)).line(0);
        assertEquals((log[0][1] + log[2][1]) / 2, log[1][1], 0.02);
        assertTrue(log[0][1] - log[2][1] > 200, "the line rises over most of the plot");

        double[][] linear =
                SvgPicture.of(Figures.single(Figures.X, Figures.Y, series)).line(0);
        assertNotEquals((linear[0][1] + linear[2][1]) / 2, linear[1][1], 50);
    }

    @Test
    void drawsExponentsSmallerAndRaised() throws Exception {
        SvgPicture picture = SvgPicture.of(
                Figures.single(Figures.X, Figures.LOG_Y, Figures.series("s", new double[] {1e-6, 1e-3, 1})));
        Element label = picture.text("10−3");
        Element exponent = (Element) label.getElementsByTagName("tspan").item(0);
        assertEquals("−3", exponent.getTextContent());
        assertTrue(SvgPicture.number(exponent, "dy") < 0, "raised");
        assertTrue(SvgPicture.number(exponent, "font-size") < SvgPicture.number(label, "font-size"), "smaller");
    }

    @Test
    void continuesOverPointsThatCannotBeShown() throws Exception {
        double nan = Double.NaN;
        double infinity = Double.POSITIVE_INFINITY;
        SvgPicture picture = SvgPicture.of(Figures.single(
                Figures.X,
                Figures.LOG_Y,
                new Series("s", new double[] {0, 1, 2, 3, 4, nan, 6}, new double[] {1, nan, 0, -5, infinity, 1, 0.1})));
        assertEquals(2, picture.line(0).length);
    }

    @Test
    void namesALineThatHasNoData() throws Exception {
        SvgPicture picture = SvgPicture.of(Figures.single(
                Figures.X,
                Figures.LOG_Y,
                Figures.series("there", new double[] {1, 2}),
                Figures.series("lost", new double[] {0, -1})));
        assertTrue(picture.texts().contains("lost (no data)"), picture.texts().toString());
        assertFalse(picture.texts().contains("no data"));
    }

    @Test
    void drawsAnEmptyFrameWithoutData() throws Exception {
        for (Figure figure : List.of(
                Figures.single(Figures.X, Figures.LOG_Y),
                Figures.single(Figures.X, Figures.LOG_Y, Figures.series("s", new double[0])),
                Figures.single(Figures.X, Figures.LOG_Y, Figures.series("s", new double[] {-1, 0, Double.NaN})))) {
            SvgPicture picture = SvgPicture.of(figure);
            assertTrue(picture.texts().containsAll(List.of("no data", "bits sent", "gradient norm")));
            assertEquals(1, picture.elements("polyline").size());
        }
    }

    @Test
    void drawsASinglePointAsADot() throws Exception {
        SvgPicture picture = SvgPicture.of(
                Figures.single(Figures.X, Figures.LOG_Y, Figures.series("dot", new double[] {Double.NaN, 0.3})));
        List<Element> rectangles = picture.elements("rect");
        assertEquals(2, rectangles.size(), "the paper and the dot");
        assertEquals("#0072B2", rectangles.get(1).getAttribute("fill"));
        assertTrue(picture.texts().contains("dot"));
    }

    @Test
    void drawsAConstantInTheMiddle() throws Exception {
        for (double value : new double[] {0, 0.3, -7e12, 1e300, Double.MIN_VALUE}) {
            SvgPicture picture = SvgPicture.of(
                    Figures.single(Figures.X, Figures.Y, Figures.series("s", new double[] {value, value})));
            double[][] line = picture.line(0);
            assertEquals(line[0][1], line[1][1]);
            assertTrue(line[0][1] > 20 && line[0][1] < picture.height() - 20, value + " at " + line[0][1]);
        }
    }

    @Test
    void escapesAllTexts() throws Exception {
        String text = "<&>\"'";
        Panel panel = new Panel(
                text,
                new Axis(text, Scale.LINEAR),
                new Axis(text, Scale.LINEAR),
                List.of(Figures.series(text, new double[] {1, 2})));
        Figure figure = new Figure(text, text, List.of(panel), 1);
        assertEquals(
                6, SvgPicture.of(figure).texts().stream().filter(text::equals).count());
        assertTrue(new String(FileFormat.SVG.draw(figure), StandardCharsets.UTF_8).contains("&lt;&amp;&gt;&quot;'"));
    }

    @Test
    void replacesCharactersThatXmlCannotHold() throws Exception {
        Figure figure =
                Figures.single(Figures.X, Figures.Y, Figures.series("a\u0000b\uD800c\uFFFE", new double[] {1, 2}));
        assertTrue(SvgPicture.of(figure).texts().contains("a\uFFFDb\uFFFDc\uFFFD"));
    }

    @Test
    void thinsLongLines() throws Exception {
        Random random = new Random(1);
        double[] y = random.doubles(50_000).toArray();
        y[20_000] = 3;
        SvgPicture picture = SvgPicture.of(Figures.single(Figures.X, Figures.Y, Figures.series("s", y)));
        double[][] line = picture.line(0);
        assertTrue(line.length < 4 * picture.width(), line.length + " points");
        double highest =
                Arrays.stream(line).mapToDouble(point -> point[1]).min().orElseThrow();
        double second = Arrays.stream(line)
                .mapToDouble(point -> point[1])
                .filter(value -> value > highest)
                .min()
                .orElseThrow();
        assertTrue(second - highest > 100, "the one spike is still there");
    }

    @Test
    void labelsALineThatEndsEarlyRightThere() throws Exception {
        Series full = new Series("full", new double[] {0, 100}, new double[] {0, 0});
        Series half = new Series("half", new double[] {0, 50}, new double[] {1, 1});
        SvgPicture free = SvgPicture.of(Figures.single(Figures.X, Figures.Y, full, half));
        double end = free.line(1)[1][0];
        assertEquals(end, SvgPicture.room(free.text("half")).left(), 10);

        Series wall = new Series("wall", new double[] {51, 51, 52, 52}, new double[] {-1, 2, 2, -1});
        SvgPicture taken = SvgPicture.of(Figures.single(Figures.X, Figures.Y, full, half, wall));
        double edge = taken.line(0)[1][0];
        assertTrue(SvgPicture.room(taken.text("half")).left() > edge, "moved beside the plot");
    }

    /** What must hold for any figure: all inside, no text on another. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void keepsEverythingInsideAndTextsApart(int seed) throws Exception {
        Random random = new Random(seed);
        for (int repeat = 0; repeat < 25; repeat++) {
            Figure figure = Figures.random(random);
            SvgPicture picture = SvgPicture.of(figure);
            Box paper = new Box(0, 0, picture.width(), picture.height());
            String where = "seed " + seed + ", figure " + repeat + ": ";
            for (Element line : picture.elements("polyline")) {
                for (double[] point : SvgPicture.points(line)) {
                    Box spot = new Box(point[0], point[1], point[0], point[1]);
                    assertTrue(paper.contains(spot), () -> where + "point " + spot + " outside " + paper);
                }
            }
            for (Element rectangle : picture.elements("rect")) {
                double x = SvgPicture.number(rectangle, "x");
                double y = SvgPicture.number(rectangle, "y");
                Box box = new Box(
                        x, y, x + SvgPicture.number(rectangle, "width"), y + SvgPicture.number(rectangle, "height"));
                assertTrue(paper.contains(box), () -> where + "rectangle " + box + " outside " + paper);
            }
            List<Element> texts = picture.elements("text");
            for (int i = 0; i < texts.size(); i++) {
                Box box = SvgPicture.room(texts.get(i));
                String text = texts.get(i).getTextContent();
                assertTrue(paper.contains(box), () -> where + "text " + text + " at " + box + " outside " + paper);
                for (int k = 0; k < i; k++) {
                    String other = texts.get(k).getTextContent();
                    assertFalse(box.overlaps(SvgPicture.room(texts.get(k))), () -> where + text + " lies on " + other);
                }
            }
        }
    }
}
