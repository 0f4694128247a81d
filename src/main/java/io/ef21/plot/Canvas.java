package io.ef21.plot;

/**
 * A surface to draw on, in logical pixels from the top left corner. Colours are 0xRRGGBB. One thread at a time.
 *
 * <p>Kept this small so that every format shows the same picture: what is drawn is decided above it, once.
 */
interface Canvas {
    /** Fills a rectangle. */
    void rectangle(double left, double top, double width, double height, int rgb);

    /**
     * Fills the area inside the closed line through the points; arrays of equal length.
     *
     * @param opacity from 0, unseen, to 1, nothing shines through
     */
    void area(double[] x, double[] y, int rgb, double opacity);

    /** Joins the points in order; arrays of equal length. */
    void polyline(double[] x, double[] y, Stroke stroke);

    /** Writes one line of text, its baseline through the given point. */
    void text(RichText text, double x, double baseline, TextStyle style);

    /** Draws what belongs to one thing; a format that can show its name does, as when the mouse rests on it. */
    default void named(String name, Runnable drawing) {
        drawing.run();
    }

    /** Joins two points. */
    default void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        polyline(new double[] {x1, x2}, new double[] {y1, y2}, stroke);
    }
}
