package io.ef21.plot;

/**
 * What an axis covers, in axis units (the values of a linear axis, the decimal logarithms of a logarithmic one).
 *
 * @param low the lower end, finite
 * @param high the upper end, finite and greater than {@code low}
 */
record AxisRange(double low, double high) {
    /** A spread this small beside the values is rounding, and its ticks would need more digits than fit. */
    private static final double SMALLEST_SPREAD = 1e-9;

    /** Values below this are drawn as zero: halving and dividing them would lose their digits. */
    private static final double SMALLEST_VALUE = 1e-290;

    private static final double FLAT_MARGIN = 0.1;

    /** Logarithms of powers of ten are off by the last digit; a decade that near to an end counts as inside. */
    static final double DECADE_TOLERANCE = 1e-9;

    AxisRange {
        if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
            throw new IllegalArgumentException("expected a finite range that rises, got " + low + " to " + high);
        }
    }

    /** The range for values from min to max in axis units, with this share of their spread left free at both ends. */
    static AxisRange around(Scale scale, double min, double max, double margin) {
        return scale == Scale.LINEAR ? linear(min, max, margin) : decades(min, max, margin);
    }

    /** Where the value lies between the ends, from 0 to 1. */
    double share(double axisUnits) {
        // Halves, since the difference of the largest doubles overflows.
        return (axisUnits / 2 - low / 2) / (high / 2 - low / 2);
    }

    private static AxisRange linear(double min, double max, double margin) {
        double largest = Math.max(Math.abs(min), Math.abs(max));
        if (largest < SMALLEST_VALUE) {
            return new AxisRange(-1, 1);
        }
        double halfSpread = max / 2 - min / 2;
        boolean flat = halfSpread < SMALLEST_SPREAD * largest;
        double free = flat ? FLAT_MARGIN * largest : 2 * margin * halfSpread;
        double low = Math.max(min - free, -Double.MAX_VALUE);
        double high = Math.min(max + free, Double.MAX_VALUE);
        // A measure that cannot be negative should not get an axis that suggests it.
        return new AxisRange(min >= 0 ? Math.max(low, 0) : low, high);
    }

    private static AxisRange decades(double min, double max, double margin) {
        double free = margin * (max - min);
        double low = min - free;
        double high = max + free;
        double inside = Math.floor(high + DECADE_TOLERANCE) - Math.ceil(low - DECADE_TOLERANCE) + 1;
        if (inside >= 2) {
            return new AxisRange(low, high);
        }
        // A scale can be read only off two labelled decades.
        double floor = Math.floor(min + DECADE_TOLERANCE);
        double ceiling = Math.ceil(max - DECADE_TOLERANCE);
        if (floor >= ceiling) {
            return new AxisRange(ceiling - 1, floor + 1);
        }
        return new AxisRange(Math.min(floor, min), Math.max(ceiling, max));
    }
}
