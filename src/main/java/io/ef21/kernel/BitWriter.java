package io.ef21.kernel;

import java.util.Arrays;

/** Writes numbers of any width, least significant bit first. Not thread-safe. */
public final class BitWriter {
    private byte[] bytes = new byte[64];
    private int filled;
    private long pending;
    private int used;

    /**
     * Appends the low bits of a number.
     *
     * @param width 0 to 32; higher bits of the value are ignored
     */
    public void put(long value, int width) {
        pending |= (value & ((1L << width) - 1)) << used;
        used += width;
        while (used >= Byte.SIZE) {
            append((byte) pending);
            pending >>>= Byte.SIZE;
            used -= Byte.SIZE;
        }
    }

    private void append(byte next) {
        if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * filled);
        }
        bytes[filled++] = next;
    }

    /** The number of bits so far. */
    public long bits() {
        return (long) filled * Byte.SIZE + used;
    }

    /** The bits so far, filled up to a byte with zeros. */
    public byte[] toBytes() {
        byte[] all = Arrays.copyOf(bytes, filled + (used > 0 ? 1 : 0));
        if (used > 0) {
            all[filled] = (byte) pending;
        }
        return all;
    }
}
