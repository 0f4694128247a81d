package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void keepsItsOwnCopies() {
        double[] x = {1, 2};
        double[] y = {3, 4};
        Series series = new Series("s", x, y);
        x[0] = 9;
        y[0] = 9;
        series.x()[1] = 9;
        series.y()[1] = 9;
        assertArrayEquals(new double[] {1, 2}, series.x());
        assertArrayEquals(new double[] {3, 4}, series.y());
    }

    @Test
    void refusesArraysOfDifferentLength() {
        Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> new Series("s", new double[3], new double[2]));
        assertEquals("expected as many y values as x values in series s, got 3 x and 2 y", refusal.getMessage());
    }

    @Test
    void refusesABlankName() {
        assertThrows(IllegalArgumentException.class, () -> new Series(" ", new double[0], new double[0]));
    }

    @Test
    void isEqualByContent() {
        Series one = new Series("s", new double[] {1}, new double[] {Double.NaN});
        Series same = new Series("s", new double[] {1}, new double[] {Double.NaN});
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertNotEquals(one, new Series("s", new double[] {1}, new double[] {2}));
        assertNotEquals(one, new Series("t", new double[] {1}, new double[] {Double.NaN}));
    }

    @Test
    void figuresNeedPanelsAndColumns() {
        Panel panel = new Panel("", Figures.X, Figures.Y, List.of());
        assertThrows(IllegalArgumentException.class, () -> new Figure("", "", List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new Figure("", "", List.of(panel), 0));
    }

    @Test
    void figuresComeApartIntoTheirPanels() {
        Figure figure = Figures.convergence();
        assertEquals(
                List.of(
                        new Figure(
                                "Logistic regression",
                                "20 workers",
                                List.of(figure.panels().get(0)),
                                1),
                        new Figure(
                                "Logistic regression",
                                "20 workers",
                                List.of(figure.panels().get(1)),
                                1)),
                figure.apart());
    }
}
