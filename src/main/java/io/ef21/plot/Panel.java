package io.ef21.plot;

import java.util.List;
import java.util.Objects;

/**
 * One chart: a frame with two axes and some lines. Immutable and thread-safe.
 *
 * <p>A line's colour, dashes and marker follow from its place in the list, so the same order in every panel gives the
 * same styles. A line alone in its panel has no markers. A panel without any point that its axes can show is drawn as a frame with the words "no data".
 *
 * @param title the text above the frame; empty for none
 * @param horizontal the axis of the x values
 * @param vertical the axis of the y values
 * @param series the lines, the last one on top; may be empty
 */
public record Panel(String title, Axis horizontal, Axis vertical, List<Series> series) {
    /**
     * Checks the parts and copies the list.
     *
     * @throws NullPointerException if a part or an element is null
     */
    public Panel {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(horizontal, "horizontal");
        Objects.requireNonNull(vertical, "vertical");
        series = List.copyOf(series);
    }
}
