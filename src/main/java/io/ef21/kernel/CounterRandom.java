package io.ef21.kernel;

/**
 * Random numbers as pure functions of counters: a value depends on (seed, purpose, round, client, coordinate) and on
 * nothing else, so a recomputed task draws what the lost one drew.
 *
 * <p>Keys are chained through the finaliser of SplitMix64 (Steele, Lea and Flood 2014); the value at a coordinate is
 * the finaliser of {@code key + coordinate * golden}. Thread-safe: there is no state.
 */
public final class CounterRandom {
    /** The increment between coordinates: 2^64 over the golden ratio, made odd. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private CounterRandom() {}

    /** The finaliser of SplitMix64: a bijection of 64-bit words that mixes every bit into every other. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The key that results from {@code key} by taking one more counter into account. */
    public static long key(long key, long counter) {
        return mix(mix(key + GOLDEN) + counter * GOLDEN);
    }

    /** 64 random bits for a coordinate under a key. */
    public static long bits(long key, long coordinate) {
        return mix(key + coordinate * GOLDEN);
    }

    /** A uniform number in [0, 1) with 53 random bits. */
    public static double uniform(long key, long coordinate) {
        return (bits(key, coordinate) >>> 11) * 0x1.0p-53;
    }

    /** A uniform integer in [0, bound), by multiplication (bias below bound / 2^32). */
    public static int below(long key, long coordinate, int bound) {
        return (int) (((bits(key, coordinate) >>> 32) * bound) >>> 32);
    }

    /** A uniform integer in [0, bound), with a bias below bound / 2^63. */
    public static int index(long key, long coordinate, int bound) {
        return (int) Math.multiplyHigh(bits(key, coordinate) >>> 1, (long) bound << 1);
    }
}
