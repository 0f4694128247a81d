package io.ef21.kernel;

/** Reads what a {@link BitWriter} wrote, from bytes that anyone may have written. Not thread-safe. */
public final class BitReader {
    private final byte[] bytes;
    private final int limit;
    private int at;
    private long pending;
    private int available;

    /**
     * Begins at a byte.
     *
     * @param limit no byte from here on is read
     */
    public BitReader(byte[] bytes, int offset, int limit) {
        this.bytes = bytes;
        this.limit = limit;
        this.at = offset;
    }

    /**
     * The next number.
     *
     * @param width 0 to 32
     * @throws IllegalArgumentException if the bytes end before
     */
    public long take(int width) {
        while (available < width) {
            if (at >= limit) {
                throw new IllegalArgumentException("the bits end too early");
            }
            pending |= (bytes[at++] & 0xFFL) << available;
            available += Byte.SIZE;
        }
        long value = pending & ((1L << width) - 1);
        pending >>>= width;
        available -= width;
        return value;
    }

    /**
     * The offset after the last byte that was begun.
     *
     * @throws IllegalArgumentException if what is left of it is not zero
     */
    public int end() {
        if (pending != 0) {
            throw new IllegalArgumentException("the bits that fill up the last byte must be zero");
        }
        return at;
    }
}
