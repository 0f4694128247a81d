package io.ef21.plot;

/** How the values of an axis become distances. Immutable, as every enum. */
public enum Scale {
    /** Equal differences are equally far apart. Draws every finite value. */
    LINEAR,

    /** Equal ratios are equally far apart. Draws finite values above zero and skips the others. */
    LOG10;

    /** Whether the value has a place on an axis of this scale. */
    boolean shows(double value) {
        return Double.isFinite(value) && (this == LINEAR || value > 0);
    }

    /** The value in axis units: itself, or its decimal logarithm. */
    double toAxisUnits(double value) {
        return this == LINEAR ? value : Math.log10(value);
    }

    /** The value at a place in axis units, or the nearest that a double can hold and this scale can show. */
    double fromAxisUnits(double axisUnits) {
        return this == LINEAR
                ? axisUnits
                : Math.max(Double.MIN_VALUE, Math.min(Double.MAX_VALUE, Math.pow(10, axisUnits)));
    }
}
