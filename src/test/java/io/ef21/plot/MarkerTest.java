package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class MarkerTest {
    @Test
    void manySeriesDifferWithoutColour() {
        Set<List<Object>> styles = new HashSet<>();
        for (int i = 0; i < 32; i++) {
            styles.add(List.of(Palette.marker(i), Palette.line(i).dashes()));
        }
        assertEquals(32, styles.size());
    }

    @Test
    void everyLineAndItsLabelCarryTheMarker() throws Exception {
        // All end at the edge, so that all labels are in the column with a sample each.
        Series[] series = IntStream.range(0, 12)
                .mapToObj(i -> Figures.series(
                        "s" + i, IntStream.range(0, 200).mapToDouble(x -> i + x).toArray()))
                .toArray(Series[]::new);
        SvgPicture picture = SvgPicture.of(Figures.single(Figures.X, Figures.Y, series));
        List<Element> filled = picture.elements("polygon").stream()
                .filter(shape -> shape.getAttribute("fill").equals("#56B4E9"))
                .toList();
        // The only series in this colour has open markers, whose inside is white.
        assertEquals(0, filled.size());
        long circles = picture.elements("polygon").stream()
                .filter(shape -> shape.getAttribute("fill").equals("#0072B2"))
                .filter(shape -> SvgPicture.points(shape).length == 17)
                .count();
        assertTrue(circles >= 4 && circles < 15, circles + " circles for the first series");
    }

    @Test
    void fewPointsAreAllMarked() throws Exception {
        SvgPicture picture = SvgPicture.of(Figures.single(
                Figures.X,
                Figures.Y,
                Figures.series("a", new double[] {1, 1.01, 1.02, 3}),
                Figures.series("b", new double[] {0, 0, 0, 0})));
        assertEquals(
                4 + 1,
                picture.elements("polygon").stream()
                        .filter(shape -> shape.getAttribute("fill").equals("#0072B2"))
                        .count(),
                "four points and one in the label");
    }

    @Test
    void aLineAloneNeedsNone() throws Exception {
        SvgPicture picture = SvgPicture.of(Figures.single(Figures.X, Figures.Y, Figures.decay("alone", 0.9, 0)));
        assertEquals(0, picture.elements("polygon").size());
    }

    @Test
    void namesAppearWhereTheMouseRests() throws Exception {
        SvgPicture picture = SvgPicture.of(Figures.convergence());
        List<String> titles = picture.elements("g").stream()
                .map(group -> group.getElementsByTagName("title").item(0).getTextContent())
                .toList();
        assertEquals(List.of("EF21", "EF21+", "EF14", "EF21", "EF21+", "EF14"), titles);
    }
}
