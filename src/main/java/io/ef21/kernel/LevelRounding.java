package io.ef21.kernel;

import java.util.Arrays;

/**
 * Rounds entries at random to one of the two levels beside them, such that the expectation is the entry (QSGD: Alistarh
 * et al. 2017): with t = v / scale * levels the level is floor(t + u), u uniform in [0, 1).
 *
 * <p>That is done with integers: floor((floor(t 2^f) + u 2^f) / 2^f), where f = 62 - the number of bits of {@code levels},
 * and u 2^f are the upper f bits of {@link CounterRandom#bits}. So the expectation of the level differs from t by the
 * truncation to f binary places, less than 2^-52 for up to 1023 levels, and by the rounding of t, 2^-51 of t at the most.
 * Thread-safe: there is no state.
 */
public final class LevelRounding {
    /** The most levels: what a {@code short} holds. */
    public static final int MOST_LEVELS = Short.MAX_VALUE;

    /** Below this, entries are scaled up, as levels * 2^f / scale might not be finite. */
    private static final double SMALL = 0x1p-400;

    private static final double UP = 0x1p600;

    private LevelRounding() {}

    /**
     * Writes the level of each entry, in [-levels, levels].
     *
     * @param v finite numbers; not modified
     * @param scale at least the largest magnitude, up to rounding: larger entries are taken for entries as large as it
     * @param levels 1 to {@link #MOST_LEVELS}
     * @param key of the random bits; coordinate j takes {@code CounterRandom.bits(key, j)}
     * @param out has room for v.length levels
     * @throws ArithmeticException if an entry is NaN or infinite
     */
    public static void round(double[] v, double scale, int levels, long key, short[] out) {
        if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the scale must be a nonnegative number (got " + scale + ")");
        }
        if (levels < 1 || levels > MOST_LEVELS) {
            throw new IllegalArgumentException("levels must be between 1 and " + MOST_LEVELS + " (got " + levels + ")");
        }
        if (scale == 0) {
            Magnitudes.requireFinite(v, 0, v.length);
            Arrays.fill(out, 0, v.length, (short) 0);
            return;
        }
        int places = 62 - (Integer.SIZE - Integer.numberOfLeadingZeros(levels));
        double up = scale < SMALL ? UP : 1;
        double largest = scale * up;
        double top = Math.scalb((double) levels, places);
        double perUnit = top / largest;
        if (largest * perUnit > top) {
            // so that no product with an entry, and none is larger, leaves the range
            perUnit = Math.nextDown(perUnit);
        }
        RandomBlock random = new RandomBlock(v.length);
        for (int begin = 0; begin < v.length; begin += RandomBlock.LENGTH) {
            int count = Math.min(RandomBlock.LENGTH, v.length - begin);
            double[] from = v;
            int first = begin;
            if (!Magnitudes.areAtMost(Magnitudes.key(scale), v, begin, begin + count)) {
                from = clamped(v, begin, count, scale);
                first = 0;
            }
            round(from, first, up, perUnit, places, random.fill(key, begin, count), out, begin, count);
        }
    }

    private static double[] clamped(double[] v, int begin, int count, double scale) {
        Magnitudes.requireFinite(v, begin, begin + count);
        double[] clamped = new double[count];
        for (int j = 0; j < count; j++) {
            clamped[j] = Math.max(-scale, Math.min(v[begin + j], scale));
        }
        return clamped;
    }

    private static void round(
            double[] v, int from, double up, double perUnit, int places, long[] bits, short[] out, int to, int count) {
        for (int j = 0; j < count; j++) {
            // the product and its scaling by a power of two are rounded once
            long units = (long) (v[from + j] * up * perUnit);
            out[to + j] = (short) ((units + (bits[j] >>> (Long.SIZE - places))) >> places);
        }
    }
}
