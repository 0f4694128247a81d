package io.ef21.kernel;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Takes the symbols of a segment from the last to the first and puts words before the words that are there. */
final class EntropyWriter {
    /**
     * x / f is a multiple of 1/f, f at most 2^12, and below 2^32: a product with an inverse that is too large by 2^-48 to
     * 2^-52 relative has the same whole part, and takes a fraction of the time of a division.
     */
    private static final double ROUNDED_UP = 1 + 0x1p-50;

    private final int[] frequencies;
    private final int[] lower;
    private final double[] inverses = new double[SymbolRanges.SYMBOLS];
    private final char[] words;
    private final long[] states = new long[EntropyCode.STATES];
    private int at;

    EntropyWriter(SymbolRanges ranges, byte[] symbols, int begin, int end) {
        this.frequencies = ranges.frequencies();
        this.lower = ranges.lower();
        for (int s = 0; s < inverses.length; s++) {
            inverses[s] = ROUNDED_UP / frequencies[s];
        }
        // a symbol has at most 12 bits
        this.words = new char[end - begin];
        this.at = words.length;
        write(symbols, begin, end);
    }

    /** What {@link #putTo} writes. */
    int bytes() {
        return EntropyCode.STATES * Integer.BYTES + Integer.BYTES + Short.BYTES * count();
    }

    private int count() {
        return words.length - at;
    }

    /** Writes states, count and words. */
    void putTo(ByteBuffer out) {
        for (long state : states) {
            out.putInt((int) state);
        }
        out.putInt(count());
        out.asCharBuffer().put(words, at, count());
        out.position(out.position() + Short.BYTES * count());
    }

    private void write(byte[] symbols, int begin, int end) {
        Arrays.fill(states, EntropyCode.LOWEST_STATE);
        int i = end;
        while ((i - begin) % EntropyCode.STATES != 0) {
            i--;
            states[i % EntropyCode.STATES] = after(states[i % EntropyCode.STATES], symbols[i] & 0xFF);
        }
        long x0 = states[0];
        long x1 = states[1];
        long x2 = states[2];
        long x3 = states[3];
        for (i -= EntropyCode.STATES; i >= begin; i -= EntropyCode.STATES) {
            x3 = after(x3, symbols[i + 3] & 0xFF);
            x2 = after(x2, symbols[i + 2] & 0xFF);
            x1 = after(x1, symbols[i + 1] & 0xFF);
            x0 = after(x0, symbols[i] & 0xFF);
        }
        states[0] = x0;
        states[1] = x1;
        states[2] = x2;
        states[3] = x3;
    }

    private long after(long state, int symbol) {
        int frequency = frequencies[symbol];
        long x = state;
        if (x >= (long) frequency << 20) {
            words[--at] = (char) x;
            x >>>= 16;
        }
        long quotient = (long) (x * inverses[symbol]);
        return (quotient << SymbolRanges.SCALE_BITS) + (x - quotient * frequency) + lower[symbol];
    }
}
