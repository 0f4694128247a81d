package io.ef21.wire;

/** Scales of 32 bits: the upper half of a double, whose range they keep, with 20 bits behind the point. */
public final class Scale {
    /** The relative width of a step between scales in the normal range. */
    public static final double EPSILON = 0x1.0p-20;

    private static final long LOWER = 0xFFFFFFFFL;

    private Scale() {}

    /**
     * The smallest scale that is not below a number.
     *
     * @param norm not negative
     * @throws ArithmeticException if there is none
     */
    public static double atLeast(double norm) {
        double scale = Double.longBitsToDouble((Double.doubleToRawLongBits(norm) + LOWER) & ~LOWER);
        if (!(scale < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("a vector of norm " + norm + " cannot be compressed");
        }
        return scale;
    }

    /**
     * The scale nearest to a number.
     *
     * @param norm not negative
     * @throws ArithmeticException if it is too large
     */
    public static double nearest(double norm) {
        double scale = Double.longBitsToDouble((Double.doubleToRawLongBits(norm) + (LOWER >>> 1)) & ~LOWER);
        if (!(scale < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("a vector of mean magnitude " + norm + " cannot be compressed");
        }
        return scale;
    }

    /** The 32 bits of a scale. */
    static int bits(double scale) {
        return (int) (Double.doubleToRawLongBits(scale) >>> Integer.SIZE);
    }

    /** The scale of 32 bits. */
    static double of(int bits) {
        return Double.longBitsToDouble((long) bits << Integer.SIZE);
    }
}
