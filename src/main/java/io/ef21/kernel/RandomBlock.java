package io.ef21.kernel;

/**
 * The random bits of {@link CounterRandom} for up to 1024 consecutive coordinates at a time, the same bits in a tenth of
 * the time: a loop over arrays is compiled to vector instructions where there are any for products of 64-bit words.
 *
 * <p>The multiples of the increment come from a table, as a product by the counter within the loop would keep the
 * compiler from it. Not thread-safe: the bits of one block take the place of those of the block before.
 */
final class RandomBlock {
    /** Coordinates in a block; its bits and its part of a vector stay in the first-level cache. */
    static final int LENGTH = 1024;

    private final long[] multiples;
    private final long[] bits;

    /** For vectors of a length. */
    RandomBlock(int length) {
        multiples = new long[Math.min(length, LENGTH)];
        bits = new long[multiples.length];
        for (int j = 0; j < multiples.length; j++) {
            multiples[j] = j * CounterRandom.GOLDEN;
        }
    }

    /** {@code CounterRandom.bits(key, first + j)} at all j below a count, up to the length of a block. */
    long[] fill(long key, long first, int count) {
        fill(key + first * CounterRandom.GOLDEN, multiples, bits, count);
        return bits;
    }

    private static void fill(long start, long[] multiples, long[] bits, int count) {
        for (int j = 0; j < count; j++) {
            bits[j] = CounterRandom.mix(start + multiples[j]);
        }
    }
}
