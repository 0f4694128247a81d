package io.ef21.plot;

import java.util.List;
import java.util.Objects;

/**
 * A picture of one or more panels, laid out row by row. Immutable and thread-safe.
 *
 * <p>One panel gives a picture of about 640 x 420 logical pixels; it grows where long texts or many lines need the
 * room.
 *
 * @param title the heading; empty for none
 * @param subtitle the smaller line below the heading, for the setting of the experiment; empty for none
 * @param panels the charts, at least one
 * @param columns how many charts stand side by side, at least 1
 */
public record Figure(String title, String subtitle, List<Panel> panels, int columns) {
    /**
     * Checks the parts and copies the list.
     *
     * @throws NullPointerException if a part or an element is null
     * @throws IllegalArgumentException if there is no panel or {@code columns} is below 1
     */
    public Figure {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(subtitle, "subtitle");
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("expected a figure with at least 1 panel, got none");
        }
        if (columns < 1) {
            throw new IllegalArgumentException("expected at least 1 column of panels, got " + columns);
        }
    }

    /** One figure for each panel, in order, under the same heading: for a paper that shows some of them. */
    public List<Figure> apart() {
        return panels.stream()
                .map(panel -> new Figure(title, subtitle, List.of(panel), 1))
                .toList();
    }
}
