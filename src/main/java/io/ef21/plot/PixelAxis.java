package io.ef21.plot;

/**
 * An axis in its place: maps axis units to logical pixels.
 *
 * @param range what the axis covers
 * @param from the pixel of the range's low end
 * @param to the pixel of its high end, on either side of {@code from}
 */
record PixelAxis(AxisRange range, double from, double to) {
    /** The pixel of a value in axis units; one outside the range by rounding is put on the end. */
    double pixel(double axisUnits) {
        double share = Math.max(0, Math.min(1, range.share(axisUnits)));
        return from + share * (to - from);
    }
}
