package io.ef21.kernel;

/**
 * Positive numbers as whole steps on a logarithmic scale. A factor of two moves the step by a whole number, exactly,
 * because the rounding looks at the significand alone.
 */
public final class LogScale {
    private static final double[] QUARTER_BOUNDS = {
        StrictMath.pow(2, 0.125), StrictMath.pow(2, 0.375), StrictMath.pow(2, 0.625), StrictMath.pow(2, 0.875)
    };

    /** The same bits on every machine. */
    private static final double[] QUARTERS = {1, StrictMath.pow(2, 0.25), Math.sqrt(2), StrictMath.pow(2, 0.75)};

    private LogScale() {}

    /** log2(v) rounded to a whole number; v positive, normal and finite. */
    public static int octaves(double v) {
        int exponent = Math.getExponent(v);
        return Math.scalb(v, -exponent) < Math.sqrt(2) ? exponent : exponent + 1;
    }

    /** 4 log2(v) rounded to a whole number; v positive, normal and finite. */
    public static int quarters(double v) {
        int exponent = Math.getExponent(v);
        double significand = Math.scalb(v, -exponent);
        int quarter = 0;
        while (quarter < QUARTER_BOUNDS.length && significand >= QUARTER_BOUNDS[quarter]) {
            quarter++;
        }
        return 4 * exponent + quarter;
    }

    /** 2^(quarters/4). */
    public static double ofQuarters(int quarters) {
        return Math.scalb(QUARTERS[Math.floorMod(quarters, 4)], Math.floorDiv(quarters, 4));
    }

    /** 2^(halves/2). */
    public static double ofHalves(int halves) {
        return Math.scalb(Math.floorMod(halves, 2) == 0 ? 1.0 : Math.sqrt(2), Math.floorDiv(halves, 2));
    }
}
