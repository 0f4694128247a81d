package io.ef21.kernel;

/** The choices behind the local Rice code of {@link IndexCode}. Thread-safe: there is no state. */
final class Gaps {
    static final int LARGEST_PARAMETER = 30;

    /** Entries that share a parameter. */
    static final int BLOCK = 64;

    static final int PARAMETER_BITS = 5;

    /** So many zeros say that the gap follows as a whole; with them an entry still fits the window of the reader. */
    static final int ESCAPE = 24;

    static final int GAP_BITS = 31;

    private Gaps() {}

    /**
     * About how many bits the local Rice code has, in a fraction of the time of {@link #localBits}. A gap of n bits takes
     * n + 1 with the parameter that suits it, and where gaps of a block are geometrically distributed 0.73 bits more with
     * the one that suits all; a little above that keeps evenly spread sets from the longer computation.
     */
    static long roughLocalBits(int[] indices) {
        long bits = 0;
        int before = -1;
        for (int index : indices) {
            bits += Integer.SIZE - Integer.numberOfLeadingZeros(index - before - 1);
            before = index;
        }
        long count = indices.length;
        return bits + count + count * 4 / 5 + count * PARAMETER_BITS / BLOCK;
    }

    /** The size of the local Rice code of ascending indices. */
    static long localBits(int[] indices) {
        long bits = 0;
        for (int from = 0; from < indices.length; from += BLOCK) {
            int to = Math.min(indices.length, from + BLOCK);
            bits += PARAMETER_BITS + bits(indices, from, to, localParameter(indices, from, to));
        }
        return bits;
    }

    /**
     * The parameter for the entries [from, to): the best of four about the mean number of bits of a gap, which, unlike
     * the mean gap, single long gaps do not move far.
     */
    static int localParameter(int[] indices, int from, int to) {
        int sum = 0;
        int before = from == 0 ? -1 : indices[from - 1];
        for (int i = from; i < to; i++) {
            sum += Integer.SIZE - Integer.numberOfLeadingZeros(indices[i] - before - 1);
            before = indices[i];
        }
        int mean = sum / (to - from);
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int b = Math.max(0, mean - 2); b <= Math.min(mean + 1, LARGEST_PARAMETER); b++) {
            int bits = bits(indices, from, to, b);
            if (bits < least) {
                least = bits;
                best = b;
            }
        }
        return best;
    }

    private static int bits(int[] indices, int from, int to, int b) {
        int bits = (to - from) * (1 + b);
        int before = from == 0 ? -1 : indices[from - 1];
        for (int i = from; i < to; i++) {
            int zeros = (indices[i] - before - 1) >>> b;
            before = indices[i];
            bits += zeros < ESCAPE ? zeros : ESCAPE + GAP_BITS - b;
        }
        return bits;
    }
}
