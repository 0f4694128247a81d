package io.ef21.kernel;

import java.nio.ByteBuffer;

/** How often symbols 0 to 255 occur, of 4096, and so where they lie in [0, 4096). */
final class SymbolRanges {
    static final int SYMBOLS = 256;
    static final int SCALE_BITS = 12;
    static final int SCALE = 1 << SCALE_BITS;

    private final int[] frequencies;
    private final int[] lower = new int[SYMBOLS];

    private SymbolRanges(int[] frequencies) {
        this.frequencies = frequencies;
        for (int s = 1; s < SYMBOLS; s++) {
            lower[s] = lower[s - 1] + frequencies[s - 1];
        }
    }

    /** Those of some symbols, at least one. */
    static SymbolRanges of(byte[] symbols) {
        return new SymbolRanges(frequencies(symbols));
    }

    /** By symbol; not to be modified. */
    int[] frequencies() {
        return frequencies;
    }

    /** The frequencies of all lower symbols, by symbol; not to be modified. */
    int[] lower() {
        return lower;
    }

    /** The most bytes that {@link #putTo} writes. */
    int bytes() {
        return 1 + 2 * (highest() + 1);
    }

    /** Writes highest and frequencies. */
    void putTo(ByteBuffer out) {
        int highest = highest();
        out.put((byte) highest);
        for (int s = 0; s <= highest; s++) {
            if (frequencies[s] < 0x80) {
                out.put((byte) frequencies[s]);
            } else {
                out.put((byte) (0x80 | frequencies[s])).put((byte) (frequencies[s] >>> 7));
            }
        }
    }

    /**
     * Reads what {@link #putTo} wrote, as a table over the low bits of a state: frequency - 1 (12 bits), distance to the
     * first slot of the symbol (12), symbol (8).
     *
     * @throws IllegalArgumentException if these are no frequencies
     */
    static int[] table(ByteBuffer in) {
        int[] table = new int[SCALE];
        int highest = in.get() & 0xFF;
        int slot = 0;
        for (int s = 0; s <= highest; s++) {
            int frequency = in.get() & 0xFF;
            if (frequency >= 0x80) {
                frequency = (frequency & 0x7F) | (in.get() & 0xFF) << 7;
            }
            if (frequency > SCALE - slot) {
                throw new IllegalArgumentException("the frequencies of an entropy code add up to too much");
            }
            for (int i = 0; i < frequency; i++) {
                table[slot++] = (frequency - 1) << 20 | i << 8 | s;
            }
        }
        if (slot != SCALE) {
            throw new IllegalArgumentException("the frequencies of an entropy code add up to " + slot);
        }
        return table;
    }

    /** Of 4096, at least 1 for what occurs. */
    private static int[] frequencies(byte[] symbols) {
        int[] counts = counts(symbols);
        int sum = 0;
        int largest = 0;
        int[] frequencies = new int[SYMBOLS];
        for (int s = 0; s < SYMBOLS; s++) {
            if (counts[s] > 0) {
                frequencies[s] = Math.max(1, (int) ((long) counts[s] * SCALE / symbols.length));
                sum += frequencies[s];
                largest = frequencies[s] > frequencies[largest] ? s : largest;
            }
        }
        frequencies[largest] += Math.max(0, SCALE - sum);
        for (; sum > SCALE; sum--) {
            for (int s = 0; s < SYMBOLS; s++) {
                largest = frequencies[s] > frequencies[largest] ? s : largest;
            }
            frequencies[largest]--;
        }
        return frequencies;
    }

    /** In four tables: a count that is raised again at once has to wait for itself. */
    private static int[] counts(byte[] symbols) {
        int[] c0 = new int[SYMBOLS];
        int[] c1 = new int[SYMBOLS];
        int[] c2 = new int[SYMBOLS];
        int[] c3 = new int[SYMBOLS];
        int i = 0;
        for (; i <= symbols.length - 4; i += 4) {
            c0[symbols[i] & 0xFF]++;
            c1[symbols[i + 1] & 0xFF]++;
            c2[symbols[i + 2] & 0xFF]++;
            c3[symbols[i + 3] & 0xFF]++;
        }
        for (; i < symbols.length; i++) {
            c0[symbols[i] & 0xFF]++;
        }
        for (int s = 0; s < SYMBOLS; s++) {
            c0[s] += c1[s] + c2[s] + c3[s];
        }
        return c0;
    }

    private int highest() {
        int highest = SYMBOLS - 1;
        while (frequencies[highest] == 0) {
            highest--;
        }
        return highest;
    }
}
