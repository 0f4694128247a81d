package io.ef21.kernel;

/**
 * Rounds entries at random to one of the two powers of two beside them, such that the expectation is the entry (natural
 * compression: Horvath et al. 2022): v = +-2^m (1 + p) goes up to +-2^(m+1) with probability p.
 *
 * <p>Adding 52 random bits to the mantissa carries into the exponent with exactly that probability. A code is what remains
 * then in bits 63 to 52 of the IEEE form: bit 11 is the sign and bits 0 to 10 are the biased exponent, and 0 stands for
 * zero, of either sign. Numbers below the smallest normal one go to zero or to that one, with the right expectation as
 * well; those that would go to 2^1024 stay at 2^1023. Thread-safe: there is no state.
 */
public final class NaturalRounding {
    private static final int LARGEST_EXPONENT = 2046;
    private static final int EXPONENT = 0x7FF;
    private static final int SIGN = 0x800;

    /** Magnitudes from here on may be rounded up to 2^1024. */
    private static final long LARGEST_OCTAVE = (long) LARGEST_EXPONENT << 52;

    private NaturalRounding() {}

    /**
     * Writes the code of each entry.
     *
     * @param v finite numbers; not modified
     * @param key of the random bits; coordinate j takes the upper 52 of {@code CounterRandom.bits(key, j)}
     * @param out has room for v.length codes
     * @throws ArithmeticException if an entry is NaN or infinite
     */
    public static void round(double[] v, long key, short[] out) {
        RandomBlock random = new RandomBlock(v.length);
        for (int begin = 0; begin < v.length; begin += RandomBlock.LENGTH) {
            int count = Math.min(RandomBlock.LENGTH, v.length - begin);
            boolean safe = Magnitudes.areAtMost(LARGEST_OCTAVE - 1, v, begin, begin + count);
            if (!safe) {
                Magnitudes.requireFinite(v, begin, begin + count);
            }
            round(v, begin, random.fill(key, begin, count), out, count);
            if (!safe) {
                clamp(out, begin, begin + count);
            }
        }
    }

    /** The number that a code stands for. */
    public static double value(int code) {
        return Double.longBitsToDouble((long) code << 52);
    }

    /** Whether all are codes that {@link #round} may write. */
    public static boolean areCodes(short[] codes) {
        for (short code : codes) {
            boolean inRange = code >= 0 && code < 2 * SIGN && code != SIGN;
            if (!inRange || (code & EXPONENT) > LARGEST_EXPONENT) {
                return false;
            }
        }
        return true;
    }

    /** target[j] += scale * the number that codes[j] stands for, for all j. */
    public static void addTo(short[] codes, double[] target, double scale) {
        for (int j = 0; j < codes.length; j++) {
            target[j] += scale * value(codes[j]);
        }
    }

    private static void round(double[] v, int begin, long[] bits, short[] out, int count) {
        for (int j = 0; j < count; j++) {
            int code = (int) ((Double.doubleToRawLongBits(v[begin + j]) + (bits[j] >>> 12)) >>> 52);
            // a zero has no sign
            out[begin + j] = (short) (code == SIGN ? 0 : code);
        }
    }

    private static void clamp(short[] out, int begin, int end) {
        for (int j = begin; j < end; j++) {
            if ((out[j] & EXPONENT) > LARGEST_EXPONENT) {
                out[j] = (short) ((out[j] & SIGN) | LARGEST_EXPONENT);
            }
        }
    }
}
