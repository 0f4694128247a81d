package io.ef21.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Takes the words of a segment from the front and gives its symbols. Not thread-safe. */
final class EntropyReader {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] code;
    private final int end;
    private int at;

    /** The words are the bytes [from, end). */
    EntropyReader(byte[] code, int from, int end) {
        this.code = code;
        this.at = from;
        this.end = end;
    }

    /**
     * Reads the symbols [begin, stop).
     *
     * @throws IllegalArgumentException if the words do not fit
     */
    void read(int[] table, long[] states, byte[] symbols, int begin, int stop) {
        long x0 = states[0];
        long x1 = states[1];
        long x2 = states[2];
        long x3 = states[3];
        int i = begin;
        for (; i <= stop - EntropyCode.STATES; i += EntropyCode.STATES) {
            int e0 = table[slot(x0)];
            int e1 = table[slot(x1)];
            int e2 = table[slot(x2)];
            int e3 = table[slot(x3)];
            symbols[i] = (byte) e0;
            symbols[i + 1] = (byte) e1;
            symbols[i + 2] = (byte) e2;
            symbols[i + 3] = (byte) e3;
            x0 = refilled(before(x0, e0));
            x1 = refilled(before(x1, e1));
            x2 = refilled(before(x2, e2));
            x3 = refilled(before(x3, e3));
        }
        long[] last = {x0, x1, x2, x3};
        for (; i < stop; i++) {
            int entry = table[slot(last[i % EntropyCode.STATES])];
            symbols[i] = (byte) entry;
            last[i % EntropyCode.STATES] = refilled(before(last[i % EntropyCode.STATES], entry));
        }
        for (long state : last) {
            if (state != EntropyCode.LOWEST_STATE || at != end) {
                throw new IllegalArgumentException("an entropy code is damaged");
            }
        }
    }

    private long refilled(long state) {
        if (state >= EntropyCode.LOWEST_STATE) {
            return state;
        }
        if (at >= end) {
            throw new IllegalArgumentException("an entropy code has too few words");
        }
        long word = (short) SHORT.get(code, at) & 0xFFFFL;
        at += Short.BYTES;
        return state << 16 | word;
    }

    private static int slot(long state) {
        return (int) state & (SymbolRanges.SCALE - 1);
    }

    private static long before(long state, int entry) {
        return ((entry >>> 20) + 1) * (state >>> SymbolRanges.SCALE_BITS) + (entry >>> 8 & (SymbolRanges.SCALE - 1));
    }
}
