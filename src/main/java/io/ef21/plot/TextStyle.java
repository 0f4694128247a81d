package io.ef21.plot;

/**
 * How a text is drawn.
 *
 * @param size font size in logical pixels
 * @param rgb colour as 0xRRGGBB
 * @param bold whether in bold face
 * @param anchor which end of the text its point is
 * @param upward whether the text runs from bottom to top instead of from left to right
 */
record TextStyle(double size, int rgb, boolean bold, Anchor anchor, boolean upward) {
    /** Which end of a text lies on the point it is drawn at. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    static TextStyle regular(double size, int rgb, Anchor anchor) {
        return new TextStyle(size, rgb, false, anchor, false);
    }

    static TextStyle bold(double size, int rgb, Anchor anchor) {
        return new TextStyle(size, rgb, true, anchor, false);
    }

    TextStyle turnedUpward() {
        return new TextStyle(size, rgb, bold, anchor, true);
    }

    /** The distance from one baseline to the next. */
    double lineHeight() {
        return 1.25 * size;
    }

    /** How far below its middle a line of text has its baseline. */
    double middleToBaseline() {
        return 0.36 * size;
    }
}
