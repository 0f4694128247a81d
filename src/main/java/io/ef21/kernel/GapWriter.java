package io.ef21.kernel;

/**
 * Writes the Rice codes of {@link IndexCode}: bits gather in a word, which goes out when it is full.
 *
 * <p>One writer writes one code; not thread-safe.
 */
final class GapWriter {
    private final byte[] out;
    private final int end;
    private int at;
    private int previous = -1;

    /** Bits that are not in a byte yet, fewer than 64. */
    private long pending;

    private int used;

    /** A writer of the bytes [begin, end), all of which the code fills. */
    GapWriter(byte[] out, int begin, int end) {
        this.out = out;
        this.at = begin;
        this.end = end;
    }

    /** The code with one parameter. */
    void writeRice(int[] indices, int b) {
        write(indices, 0, indices.length, b, Integer.MAX_VALUE);
        finish();
    }

    /** The code with a parameter per block. */
    void writeLocal(int[] indices) {
        for (int from = 0; from < indices.length; from += Gaps.BLOCK) {
            int to = Math.min(indices.length, from + Gaps.BLOCK);
            int b = Gaps.localParameter(indices, from, to);
            append(b, Gaps.PARAMETER_BITS);
            write(indices, from, to, b, Gaps.ESCAPE);
        }
        finish();
    }

    /** Writes entries; the fields are in local variables, as the loop is hot. */
    private void write(int[] indices, int from, int to, int b, int escape) {
        long mask = (1L << b) - 1;
        int most = Math.min(escape, Long.SIZE - b) - 1;
        long word = pending;
        int bits = used;
        for (int i = from; i < to; i++) {
            int gap = indices[i] - previous - 1;
            previous = indices[i];
            int zeros = gap >>> b;
            if (zeros <= most) {
                long code = (1 | (gap & mask) << 1) << zeros;
                word |= code << bits;
                bits += zeros + 1 + b;
                if (bits >= Long.SIZE) {
                    PackedLevels.WORD.set(out, at, word);
                    at += Long.BYTES;
                    bits -= Long.SIZE;
                    word = rest(code, zeros + 1 + b - bits);
                }
            } else {
                pending = word;
                used = bits;
                appendLong(gap, zeros, b, escape);
                word = pending;
                bits = used;
            }
        }
        pending = word;
        used = bits;
    }

    private void appendLong(int gap, int zeros, int b, int escape) {
        if (zeros >= escape) {
            append(1L << escape, escape + 1);
            append(gap, Gaps.GAP_BITS);
        } else {
            int left = zeros;
            for (; left >= Integer.SIZE; left -= Integer.SIZE) {
                append(0, Integer.SIZE);
            }
            append(1L << left, left + 1);
            append(gap & ((1L << b) - 1), b);
        }
    }

    /** Appends up to 63 bits. */
    private void append(long code, int bits) {
        pending |= code << used;
        used += bits;
        if (used >= Long.SIZE) {
            PackedLevels.WORD.set(out, at, pending);
            at += Long.BYTES;
            used -= Long.SIZE;
            pending = rest(code, bits - used);
        }
    }

    /** A code without the {@code written} bits, 1 to 64, that have gone out; in two shifts, as one takes up to 63. */
    private static long rest(long code, int written) {
        return code >>> 1 >>> (written - 1);
    }

    private void finish() {
        for (; at < end; at++) {
            out[at] = (byte) pending;
            pending >>>= 8;
        }
    }
}
