package io.ef21.data;

import io.ef21.kernel.CounterRandom;

/** The hidden linear model that labels generated sparse rows: a weight per column, a function of the seed. */
final class SparseModel {
    private static final long WEIGHTS = 0x57656967687473L;
    private static final long LABELS = 0x4c6162656c73L;

    private SparseModel() {}

    /** Draws +1 with the logistic probability of the row's margin, else -1. */
    static double label(long seed, int row, int[] columns) {
        long weights = CounterRandom.key(seed, WEIGHTS);
        double margin = 0;
        for (int column : columns) {
            margin += CounterRandom.uniform(weights, column) - 0.5;
        }
        double u = CounterRandom.uniform(CounterRandom.key(seed, LABELS), row);
        return u * (1 + StrictMath.exp(-2 * margin)) < 1 ? 1 : -1;
    }

    /** A number that shares no factor with {@code features}, for spreading columns. */
    static long stride(int features) {
        long stride = (long) (features * 0.6180339887498949) | 1;
        while (gcd(stride, features) != 1) {
            stride += 2;
        }
        return stride;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
