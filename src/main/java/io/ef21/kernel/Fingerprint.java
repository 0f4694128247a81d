package io.ef21.kernel;

/** Hashes of arrays, chained: 64 bits that depend on the hash so far, on the length and on every element. Thread-safe. */
public final class Fingerprint {
    private Fingerprint() {}

    public static long of(long hash, int[] values) {
        long h = CounterRandom.key(hash, values.length);
        for (int value : values) {
            h = CounterRandom.mix(h ^ value) + value;
        }
        return h;
    }

    public static long of(long hash, double[] values) {
        long h = CounterRandom.key(hash, values.length);
        for (double value : values) {
            h = CounterRandom.mix(h ^ Double.doubleToRawLongBits(value));
        }
        return h;
    }

    public static long of(long hash, float[] values) {
        long h = CounterRandom.key(hash, ~values.length);
        for (float value : values) {
            h = CounterRandom.mix(h ^ Float.floatToRawIntBits(value));
        }
        return h;
    }
}
