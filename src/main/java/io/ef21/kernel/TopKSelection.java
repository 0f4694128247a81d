package io.ef21.kernel;

/**
 * The k largest magnitudes of a vector, exactly; of equal magnitudes the lower index wins.
 *
 * <p>One pass collects the entries above a threshold, and of those, a few more than k, the k largest are found by the
 * algorithm of Floyd and Rivest. The threshold comes from a sample of the entries, or from an earlier selection; where
 * it lets too few through, there is a second pass with a lower one, so that neither decides the result. The time is linear
 * in the length. Thread-safe: there is no state.
 */
public final class TopKSelection {
    /** No threshold is known from an earlier selection. */
    public static final long NO_HINT = -1;

    /** A key below that of every entry. */
    private static final long ALL = -1;

    /** Entries that are drawn together, as they share a line of the cache. */
    private static final int GROUP = 8;

    private static final int SMALLEST_SAMPLE = 1024;
    private static final int LARGEST_SAMPLE = 32_768;

    /** A sample that is to show only whether a hint is any good. */
    private static final int HINT_SAMPLE = 4096;

    /** Taken off a hint, 1/32 of an octave: entries tend to get smaller from one selection to the next. */
    private static final long BELOW_HINT = 1L << 47;

    private TopKSelection() {}

    /**
     * The ascending indices of the k entries of largest magnitude.
     *
     * @param v finite numbers; NaN and infinities are refused, they would win silently
     * @param k between 1 and v.length
     * @throws ArithmeticException if an entry is NaN or infinite
     */
    public static int[] select(double[] v, int k) {
        return select(new Magnitudes.OfVector(v), k, NO_HINT).indices();
    }

    /**
     * The k entries of largest magnitude of x - y, which is not stored: the same as from the vector of the differences.
     *
     * @param x as long as y
     * @param k between 1 and the length
     * @param hint the threshold of an earlier result, where x - y is likely to have changed little, or {@link #NO_HINT};
     *     the result does not depend on it
     * @throws ArithmeticException if a difference is NaN or infinite
     */
    public static LargestEntries selectDifference(double[] x, double[] y, int k, long hint) {
        return select(new Magnitudes.OfDifference(x, y), k, hint);
    }

    private static LargestEntries select(Magnitudes magnitudes, int k, long hint) {
        int length = magnitudes.length();
        if (k < 1 || k > length) {
            throw new IllegalArgumentException("k must be between 1 and " + length + " (got " + k + ")");
        }
        Candidates candidates = new Candidates(magnitudes, k);
        boolean enough = isPlausible(hint, magnitudes, k) && candidates.collect(hint - BELOW_HINT);
        if (!enough && !candidates.collect(threshold(magnitudes, k))) {
            candidates.collect(ALL);
        }
        LargestEntries largest = candidates.largest();
        // they are among the largest, if there are any
        Magnitudes.requireFinite(largest.values(), 0, k);
        return largest;
    }

    /** Whether about k entries are above a hint, as far as a small sample shows; a wrong answer costs time only. */
    private static boolean isPlausible(long hint, Magnitudes magnitudes, int k) {
        if (hint < BELOW_HINT) {
            return false;
        }
        int size = Math.min(HINT_SAMPLE, sampleSize(magnitudes.length()));
        if (size == 0) {
            return false;
        }
        int above = 0;
        for (long key : sample(magnitudes, size)) {
            above += key > hint ? 1 : 0;
        }
        double expected = (double) size * k / magnitudes.length();
        double slack = 4 * Math.sqrt(expected) + 4;
        return above >= expected / 2 - slack && above <= 2 * expected + slack;
    }

    /** A key that more than k entries are likely to be above, though not many more. */
    private static long threshold(Magnitudes magnitudes, int k) {
        int size = sampleSize(magnitudes.length());
        double expected = (double) size * k / magnitudes.length();
        int rank = (int) Math.ceil(expected + 4 * Math.sqrt(expected) + 4);
        if (rank >= size) {
            return ALL;
        }
        long[] keys = sample(magnitudes, size);
        KeySelection.partition(keys, size, size - 1 - rank);
        return keys[size - 1 - rank] - 1;
    }

    /** A multiple of the group; 0 for vectors that are too short for a sample to pay. */
    private static int sampleSize(int length) {
        int size = Math.max(SMALLEST_SAMPLE, Math.min(length / 100, LARGEST_SAMPLE)) / GROUP * GROUP;
        return size > length / 4 ? 0 : size;
    }

    /** Keys of groups of neighbours, each group somewhere in its part of the vector. */
    private static long[] sample(Magnitudes magnitudes, int size) {
        long[] keys = new long[size];
        int groups = size / GROUP;
        int width = magnitudes.length() / groups;
        for (int i = 0; i < groups; i++) {
            int first = i * width + CounterRandom.below(0, i, width - GROUP + 1);
            for (int j = 0; j < GROUP; j++) {
                keys[i * GROUP + j] = Magnitudes.key(magnitudes.value(first + j));
            }
        }
        return keys;
    }
}
