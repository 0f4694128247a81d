package io.ef21.kernel;

import java.util.Arrays;

/**
 * How the bytes of a set of indices below a length look: Rice codes of the gaps between them (Golomb 1966, Rice 1979),
 * with one parameter or one per block, or a bitmap, whichever is smallest.
 *
 * <pre>
 * code   := mode payload
 * mode   := uint8           bits 0-1: 0 Rice, 1 bitmap, 2 local Rice; bits 2-7: the parameter b of Rice, else 0
 * Rice   := entry{count}    a gap g, the indices between one and the next: g >> b zeros, a one, the b low bits of g
 * bitmap := bit{length}     one where there is an index
 * local  := block+          of 64 entries, the last one of what is left: the parameter b, 5 bits, and the entries, where
 *                           a gap with 24 zeros or more has 24 zeros, a one and all 31 bits of g
 * </pre>
 *
 * <p>Bits fill bytes from the least significant one on; what is left of the last byte is zero. Parameters are 0 to 30.
 * The count is known to the decoder from elsewhere. For uniformly distributed sets the code is within 3% of log2
 * C(length, count) bits; local Rice makes it shorter for clustered ones. Thread-safe: values do not change.
 *
 * @param mode 0, 1 or 2, as above
 * @param parameter b, 0 where it is not Rice with one parameter
 * @param bits of the payload, before it is filled up to bytes
 */
public record IndexCode(int mode, int parameter, long bits) {
    private static final int RICE = 0;
    private static final int BITMAP = 1;
    private static final int LOCAL = 2;

    private static final double SQRT2 = 0x1.6a09e667f3bcdp0;
    private static final double LN2 = 0x1.62e42fefa39efp-1;

    /**
     * The smallest code; of equally long ones that with the lower mode, then the lower parameter. Local Rice is considered
     * where a rough estimate of its length promises a gain.
     *
     * @param indices ascending, distinct, in [0, length)
     * @throws IllegalArgumentException if they are not
     */
    public static IndexCode smallest(int[] indices, int length) {
        int count = indices.length;
        if (count == 0) {
            return new IndexCode(RICE, 0, 0);
        }
        // Gaps of the geometric distribution that belongs to the mean; its best b or a neighbour is the best one here.
        double mean = (indices[count - 1] + 1.0 - count) / count;
        int middle = mean * LN2 < 1 ? 0 : Math.getExponent(mean * (LN2 * SQRT2));
        int lowest = Math.min(Math.max(0, middle - 2), Gaps.LARGEST_PARAMETER - 4);
        int[] quotients = quotients(indices, length, lowest);
        IndexCode best = new IndexCode(BITMAP, 0, length);
        for (int i = 0; i < quotients.length; i++) {
            long bits = quotients[i] + count * (1L + lowest + i);
            if (bits < best.bits || (bits == best.bits && best.mode == BITMAP)) {
                best = new IndexCode(RICE, lowest + i, bits);
            }
        }
        if (Gaps.roughLocalBits(indices) >= best.bits) {
            return best;
        }
        long local = Gaps.localBits(indices);
        return local < best.bits ? new IndexCode(LOCAL, 0, local) : best;
    }

    /** The bits of the smallest code, the mode and the filling apart. */
    public static long bits(int[] indices, int length) {
        return smallest(indices, length).bits();
    }

    /** The fewest bytes that a code of {@code count} indices has: ask before an array is made for an untrusted count. */
    public static long leastBytes(int count) {
        return 1 + ((long) count + 7) / 8;
    }

    /** The bytes that {@link #encode} writes, the mode among them. */
    public int bytes() {
        return 1 + (int) ((bits + 7) / 8);
    }

    /**
     * Writes the code.
     *
     * @param indices those for which this is the code
     * @param out has {@link #bytes} bytes from {@code offset} on, whatever is in them
     * @return the offset after the last byte
     */
    public int encode(int[] indices, byte[] out, int offset) {
        int end = offset + bytes();
        out[offset] = (byte) (parameter << 2 | mode);
        if (mode == BITMAP) {
            Arrays.fill(out, offset + 1, end, (byte) 0);
            for (int index : indices) {
                out[offset + 1 + (index >>> 3)] |= (byte) (1 << (index & 7));
            }
        } else if (mode == RICE) {
            new GapWriter(out, offset + 1, end).writeRice(indices, parameter);
        } else {
            new GapWriter(out, offset + 1, end).writeLocal(indices);
        }
        return end;
    }

    /**
     * Reads a code from bytes that anyone may have written: all of it is checked, in time proportional to what is there.
     *
     * @param limit no byte from here on is read
     * @param length the indices are below
     * @param indices takes them in ascending order; as many as there are
     * @return the offset after the last byte of the code
     * @throws IllegalArgumentException if this is not a code of so many indices
     */
    public static int decode(byte[] in, int offset, int limit, int length, int[] indices) {
        if (indices.length > length) {
            throw new IllegalArgumentException(
                    "there are at most " + length + " indices below " + length + " (got " + indices.length + ")");
        }
        if (offset >= limit) {
            throw truncated();
        }
        int mode = in[offset] & 3;
        int parameter = (in[offset] & 0xFF) >>> 2;
        if (mode == RICE && parameter <= Gaps.LARGEST_PARAMETER) {
            return new GapReader(in, offset + 1, limit, length).readRice(indices, parameter);
        } else if (mode == BITMAP && parameter == 0) {
            return decodeBitmap(in, offset + 1, limit, length, indices);
        } else if (mode == LOCAL && parameter == 0) {
            return new GapReader(in, offset + 1, limit, length).readLocal(indices);
        }
        throw new IllegalArgumentException("unknown code of indices, mode " + (in[offset] & 0xFF));
    }

    static IllegalArgumentException truncated() {
        return new IllegalArgumentException("the code of the indices is truncated");
    }

    /** Refuses a last byte with bits from {@code used} on, where a byte ends there. */
    static void requireZeroPadding(byte last, int used) {
        if (used != 0 && (last & 0xFF) >>> used != 0) {
            throw new IllegalArgumentException("the bits that fill up the code of the indices must be zero");
        }
    }

    /** The sums of {@code gap >> b} for five b from {@code b} on; they are below 2^31, as the sum of the gaps is. */
    private static int[] quotients(int[] indices, int length, int b) {
        int[] gaps = new int[indices.length];
        gaps[0] = indices[0];
        int signs = indices[0];
        for (int i = 1; i < gaps.length; i++) {
            gaps[i] = indices[i] - indices[i - 1] - 1;
            // the index as well, as the difference to a negative one may be out of range
            signs |= gaps[i] | indices[i];
        }
        if (signs < 0 || indices[indices.length - 1] >= length) {
            throw new IllegalArgumentException("indices must be in [0, " + length + ") and ascend");
        }
        int[] sums = new int[5];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sum(gaps, b + i);
        }
        return sums;
    }

    /** A loop so short that the compiler vectorises it. */
    private static int sum(int[] gaps, int b) {
        int sum = 0;
        for (int gap : gaps) {
            sum += gap >>> b;
        }
        return sum;
    }

    private static int decodeBitmap(byte[] in, int begin, int limit, int length, int[] indices) {
        int bytes = (int) (((long) length + 7) / 8);
        if (bytes > limit - begin) {
            throw truncated();
        }
        int end = begin + bytes;
        int found = 0;
        for (int at = begin; at < end; at += Long.BYTES) {
            found += Long.bitCount(GapReader.word(in, at, end));
        }
        if (length > 0) {
            requireZeroPadding(in[end - 1], length & 7);
        }
        if (found != indices.length) {
            throw new IllegalArgumentException("the bitmap has " + found + " indices, expected " + indices.length);
        }
        int count = 0;
        for (int at = begin, base = 0; at < end; at += Long.BYTES, base += Long.SIZE) {
            for (long word = GapReader.word(in, at, end); word != 0; word &= word - 1) {
                indices[count++] = base + Long.numberOfTrailingZeros(word);
            }
        }
        return end;
    }
}
