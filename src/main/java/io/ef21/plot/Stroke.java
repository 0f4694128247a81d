package io.ef21.plot;

import java.util.List;

/**
 * How a line is drawn.
 *
 * @param rgb colour as 0xRRGGBB
 * @param width in logical pixels
 * @param dashes lengths in logical pixels, drawn and left out in turn; empty for a solid line
 */
record Stroke(int rgb, double width, List<Double> dashes) {
    Stroke {
        dashes = List.copyOf(dashes);
    }

    static Stroke solid(int rgb, double width) {
        return new Stroke(rgb, width, List.of());
    }
}
