package io.ef21.kernel;

/**
 * Reads the Rice codes of {@link IndexCode} through a window of 64 bits, which takes several codes per load.
 *
 * <p>One reader reads one code; not thread-safe.
 */
final class GapReader {
    private final byte[] in;
    private final int begin;
    private final int limit;
    private final int length;

    /** In bits, from {@code begin} on. */
    private long position;

    private long previous = -1;

    /** A reader of indices below {@code length} from the bytes [begin, limit). */
    GapReader(byte[] in, int begin, int limit, int length) {
        this.in = in;
        this.begin = begin;
        this.limit = limit;
        this.length = length;
    }

    /** The eight bytes from {@code at} on, the first lowest; zeros from {@code limit} on. */
    static long word(byte[] in, int at, int limit) {
        if (at <= limit - Long.BYTES) {
            return (long) PackedLevels.WORD.get(in, at);
        }
        long word = 0;
        for (int i = limit - 1; i >= at; i--) {
            word = word << 8 | (in[i] & 0xFF);
        }
        return word;
    }

    /** Reads the code with one parameter; returns the offset after its last byte. */
    int readRice(int[] indices, int b) {
        read(indices, 0, indices.length, b, Integer.MAX_VALUE);
        return finish();
    }

    /** Reads the code with a parameter per block; returns the offset after its last byte. */
    int readLocal(int[] indices) {
        for (int from = 0; from < indices.length; from += Gaps.BLOCK) {
            int b = (int) window(position) & ((1 << Gaps.PARAMETER_BITS) - 1);
            if (b > Gaps.LARGEST_PARAMETER) {
                throw new IllegalArgumentException("unknown parameter of a code of indices, " + b);
            }
            position += Gaps.PARAMETER_BITS;
            read(indices, from, Math.min(indices.length, from + Gaps.BLOCK), b, Gaps.ESCAPE);
        }
        return finish();
    }

    private void read(int[] indices, int from, int to, int b, int escape) {
        long mask = (1L << b) - 1;
        long next = position;
        long index = previous;
        long window = 0;
        int available = 0;
        for (int i = from; i < to; i++) {
            int zeros = Long.numberOfTrailingZeros(window);
            if (zeros + b >= available) {
                window = window(next);
                available = available(next);
                zeros = Long.numberOfTrailingZeros(window);
            }
            if (zeros + b < available && zeros < escape) {
                // two shifts, as zeros + 1 may be 64
                window = window >>> zeros >>> 1;
                index += 1 + ((long) zeros << b) + (window & mask);
                window >>>= b;
                next += zeros + 1 + b;
                available -= zeros + 1 + b;
            } else {
                position = next;
                index += 1 + longGap(b, escape, (length - index) >>> b);
                next = position;
                available = 0;
            }
            if (index >= length) {
                throw new IllegalArgumentException("index " + index + " of a vector of length " + length);
            }
            indices[i] = (int) index;
        }
        position = next;
        previous = index;
    }

    /** A gap that is not in one window, or that is escaped. */
    private long longGap(int b, int escape, long most) {
        long zeros = zeros(Math.min(most, escape));
        position += zeros + 1;
        int bits = zeros == escape ? Gaps.GAP_BITS : b;
        long low = window(position) & ((1L << bits) - 1);
        position += bits;
        return zeros == escape ? low : (zeros << b) + low;
    }

    /** The length of the run of zeros before the next one; refuses runs above {@code most} without counting further. */
    private long zeros(long most) {
        long run = 0;
        while (run <= most) {
            long window = window(position + run);
            if (window != 0) {
                run += Long.numberOfTrailingZeros(window);
                break;
            }
            run += available(position + run);
            if (begin + ((position + run) >>> 3) >= limit) {
                throw IndexCode.truncated();
            }
        }
        if (run > most) {
            throw new IllegalArgumentException("a gap in the code of the indices is longer than the vector");
        }
        return run;
    }

    /** The bits from a position on that one load brings; zeros follow. */
    private long window(long from) {
        return word(in, begin + (int) (from >>> 3), limit) >>> (from & 7);
    }

    /** Their number, 57 to 64. */
    private static int available(long from) {
        return Long.SIZE - (int) (from & 7);
    }

    private int finish() {
        long bytes = (position + 7) >>> 3;
        if (bytes > limit - begin) {
            throw IndexCode.truncated();
        }
        int end = begin + (int) bytes;
        if (bytes > 0) {
            IndexCode.requireZeroPadding(in[end - 1], (int) position & 7);
        }
        return end;
    }
}
