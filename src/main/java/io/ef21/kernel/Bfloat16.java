package io.ef21.kernel;

/**
 * Nonnegative bfloat16 numbers: the upper 16 bits of an IEEE float, 8 significant bits, the range of a float.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Bfloat16 {
    /** The largest relative step between neighbours, hence the bound on rounding; below 2^-126 they are equidistant. */
    public static final double EPSILON = 0x1.0p-7;

    /** The code of infinity: codes from here on are infinite, not numbers, or negative. */
    private static final int INFINITY = 0x7F80;

    private static final int LOW_BITS = 0xFFFF;

    private Bfloat16() {}

    /**
     * The code of the smallest bfloat16 that is at least {@code magnitude}.
     *
     * @param magnitude nonnegative
     * @throws ArithmeticException if there is none: NaN, infinite, or beyond the largest, 3.39e38
     */
    public static int roundUp(double magnitude) {
        float near = (float) magnitude;
        float above = near < magnitude ? Math.nextUp(near) : near;
        // Of nonnegative floats the order is that of their bits, and the carry runs on into the exponent.
        int code = (Float.floatToRawIntBits(above) + LOW_BITS) >>> 16;
        if (!isFinite(code)) {
            throw new ArithmeticException(
                    magnitude + " is beyond the largest scale of a block, " + value(INFINITY - 1));
        }
        return code;
    }

    /** The number that a code of 16 bits stands for; exact. */
    public static double value(int code) {
        return Float.intBitsToFloat(code << 16);
    }

    /** Whether a code of 16 bits stands for a nonnegative finite number, and not for -0. */
    public static boolean isFinite(int code) {
        return code < INFINITY;
    }
}
