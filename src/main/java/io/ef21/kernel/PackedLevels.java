package io.ef21.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A vector whose entries are whole multiples of a step per block, packed: entry j of block b is {@code k_j * (s_b / l)}
 * with k_j in [-l, l] and l = 2^(bits-1) - 1.
 *
 * <p>The bytes from {@code offset} on are the scales s_b, a little-endian bfloat16 each, and then the levels, k_j + l
 * in {@code bits} bits each, least significant first, padded to a byte with zeros. Eight levels fill {@code bits}
 * bytes, so the loops take eight entries per 64-bit word, and single entries up to the first and from the last whole
 * eight of a block. The array is shared, not copied: treat it as read-only.
 *
 * @param length number of entries
 * @param bits per entry, 2 to 8
 * @param block consecutive entries that share a scale, at least 1; the last block may be shorter
 * @param bytes scales and levels, {@link #size} bytes from {@code offset} on
 * @param offset of the first scale
 */
public record PackedLevels(int length, int bits, int block, byte[] bytes, int offset) {
    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    static final int SCALE_BYTES = 2;

    /** The largest level. */
    public static int largestLevel(int bits) {
        return (1 << (bits - 1)) - 1;
    }

    /** The number of blocks of a vector. */
    public static int blocks(int length, int block) {
        return (int) (((long) length + block - 1) / block);
    }

    /** Bytes of scales and levels together. */
    public static long size(int length, int bits, int block) {
        return (long) SCALE_BYTES * blocks(length, block) + ((long) length * bits + 7) / 8;
    }

    /** target += scale * this. */
    public void addTo(double[] target, double scale) {
        int l = largestLevel(bits);
        int mask = (1 << bits) - 1;
        for (int b = 0, blocks = blocks(length, block); b < blocks; b++) {
            double step = step(b);
            int end = end(b);
            int j = b * block;
            for (; j < end && (j & 7) != 0; j++) {
                target[j] += scale * (level(j) * step);
            }
            for (; j <= end - 8; j += 8) {
                long word = word(j);
                for (int i = 0; i < 8; i++) {
                    target[j + i] += scale * ((((int) word & mask) - l) * step);
                    word >>>= bits;
                }
            }
            for (; j < end; j++) {
                target[j] += scale * (level(j) * step);
            }
        }
    }

    /** target[positions[j]] += scale * entry j, for all j. */
    public void addTo(double[] target, double scale, int[] positions) {
        int l = largestLevel(bits);
        int mask = (1 << bits) - 1;
        for (int b = 0, blocks = blocks(length, block); b < blocks; b++) {
            double step = step(b);
            int end = end(b);
            int j = b * block;
            for (; j < end && (j & 7) != 0; j++) {
                target[positions[j]] += scale * (level(j) * step);
            }
            for (; j <= end - 8; j += 8) {
                long word = word(j);
                for (int i = 0; i < 8; i++) {
                    target[positions[j + i]] += scale * ((((int) word & mask) - l) * step);
                    word >>>= bits;
                }
            }
            for (; j < end; j++) {
                target[positions[j]] += scale * (level(j) * step);
            }
        }
    }

    /** target[i] += the entry at positions[i], for all i; positions ascend. */
    public void gatherTo(double[] target, int[] positions) {
        double step = 0;
        int end = 0;
        for (int i = 0; i < positions.length; i++) {
            int j = positions[i];
            if (j >= end) {
                int b = j / block;
                step = step(b);
                end = end(b);
            }
            target[i] += level(j) * step;
        }
    }

    /** The entry at an index. */
    public double at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("entry " + index + " of a vector of length " + length);
        }
        return level(index) * step(index / block);
    }

    /** Whether all scales are nonnegative finite numbers. */
    public boolean hasFiniteScales() {
        for (int b = 0, blocks = blocks(length, block); b < blocks; b++) {
            if (!Bfloat16.isFinite(scaleCode(b))) {
                return false;
            }
        }
        return true;
    }

    /** Whether all levels are in [-l, l]: the code 2^bits - 1 stands for none. */
    public boolean hasKnownLevels() {
        long lowest = 0;
        for (int i = 0; i < 8; i++) {
            lowest |= 1L << (i * bits);
        }
        for (int j = 0; j < length; j += 8) {
            if (length - j < 8) {
                lowest &= (1L << ((length - j) * bits)) - 1;
            }
            // The lowest bit of a code stays set if all its bits are.
            long word = word(j);
            long all = word & lowest;
            for (int i = 1; i < bits; i++) {
                all &= word >>> i;
            }
            if (all != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bits that fill up the last byte are zero. */
    public boolean hasZeroPadding() {
        long end = (long) length * bits;
        int used = (int) end & 7;
        return used == 0 || (bytes[levels() + (int) (end >>> 3)] & 0xFF) >>> used == 0;
    }

    /** The one expression for a step, at either side. */
    static double step(double scale, int bits) {
        return scale / largestLevel(bits);
    }

    private double step(int b) {
        return step(Bfloat16.value(scaleCode(b)), bits);
    }

    private int scaleCode(int b) {
        return (short) SHORT.get(bytes, offset + SCALE_BYTES * b) & 0xFFFF;
    }

    private int end(int b) {
        return (int) Math.min(length, ((long) b + 1) * block);
    }

    private int levels() {
        return offset + SCALE_BYTES * blocks(length, block);
    }

    /** The level of entry j, from the one or two bytes that it lies in. */
    private int level(int j) {
        long bit = (long) j * bits;
        int at = levels() + (int) (bit >>> 3);
        int shift = (int) bit & 7;
        int code = bytes[at] & 0xFF;
        if (shift + bits > 8) {
            code |= (bytes[at + 1] & 0xFF) << 8;
        }
        return (code >>> shift & ((1 << bits) - 1)) - largestLevel(bits);
    }

    /** The codes of the entries from j on, a multiple of 8, the first lowest; bits after the eighth have no meaning. */
    private long word(int j) {
        int at = levels() + (j >>> 3) * bits;
        if (at <= bytes.length - Long.BYTES) {
            return (long) WORD.get(bytes, at);
        }
        long word = 0;
        for (int i = Math.min(bits, bytes.length - at) - 1; i >= 0; i--) {
            word = word << 8 | (bytes[at + i] & 0xFF);
        }
        return word;
    }
}
