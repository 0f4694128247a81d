package io.ef21.kernel;

/**
 * A vector whose entries are compared by magnitude: by the 63 low bits of their IEEE form, which orders magnitudes and
 * puts infinities and NaN above all numbers.
 */
sealed interface Magnitudes {
    /** The key of an infinite magnitude; that of NaN is larger. */
    long INFINITE = 0x7FF0000000000000L;

    static long key(double value) {
        return Double.doubleToRawLongBits(value) & Long.MAX_VALUE;
    }

    /** The largest key of the entries [from, to), 0 if there are none. */
    static long largestKey(double[] v, int from, int to) {
        long k0 = 0, k1 = 0, k2 = 0, k3 = 0;
        int j = from;
        for (; j <= to - 4; j += 4) {
            k0 = Math.max(k0, key(v[j]));
            k1 = Math.max(k1, key(v[j + 1]));
            k2 = Math.max(k2, key(v[j + 2]));
            k3 = Math.max(k3, key(v[j + 3]));
        }
        for (; j < to; j++) {
            k0 = Math.max(k0, key(v[j]));
        }
        return Math.max(Math.max(k0, k1), Math.max(k2, k3));
    }

    /** Whether no key of the entries [from, to) is above a limit: in less time than it takes to find the largest one. */
    static boolean areAtMost(long limit, double[] v, int from, int to) {
        for (int j = from; j < to; j++) {
            if (key(v[j]) > limit) {
                return false;
            }
        }
        return true;
    }

    /** Refuses NaN and infinities among the entries [from, to). */
    static void requireFinite(double[] v, int from, int to) {
        if (!areAtMost(INFINITE - 1, v, from, to)) {
            requireFinite(INFINITE);
        }
    }

    /** Refuses vectors with such a largest key. */
    static void requireFinite(long largestKey) {
        if (largestKey >= INFINITE) {
            throw new ArithmeticException("a vector with NaN or infinite entries cannot be compressed");
        }
    }

    int length();

    /** The entry at an index. */
    double value(int index);

    /**
     * Appends the entries in [from, to) whose keys are above a threshold, in index order.
     *
     * @param few whether most are expected not to be: they are then skipped by a jump, which is fast where it can be
     *     foreseen; otherwise every entry is written, and the next one over it where it is not to stay
     * @param values has room for {@code to - from} more
     * @param indices has room for {@code to - from} more
     * @param count entries that are there already
     * @return entries that are there then
     */
    int above(int from, int to, long threshold, boolean few, double[] values, int[] indices, int count);

    /** Of a vector that is there. */
    record OfVector(double[] v) implements Magnitudes {
        @Override
        public int length() {
            return v.length;
        }

        @Override
        public double value(int index) {
            return v[index];
        }

        @Override
        public int above(int from, int to, long threshold, boolean few, double[] values, int[] indices, int count) {
            return few
                    ? fewAbove(v, from, to, threshold, values, indices, count)
                    : manyAbove(v, from, to, threshold, values, indices, count);
        }

        private static int fewAbove(
                double[] v, int from, int to, long threshold, double[] values, int[] indices, int count) {
            int next = count;
            for (int j = from; j < to; j++) {
                if (key(v[j]) > threshold) {
                    values[next] = v[j];
                    indices[next++] = j;
                }
            }
            return next;
        }

        private static int manyAbove(
                double[] v, int from, int to, long threshold, double[] values, int[] indices, int count) {
            int next = count;
            for (int j = from; j < to; j++) {
                values[next] = v[j];
                indices[next] = j;
                next += (int) ((threshold - key(v[j])) >>> 63);
            }
            return next;
        }
    }

    /** Of x - y, which is nowhere stored. */
    record OfDifference(double[] x, double[] y) implements Magnitudes {
        public OfDifference {
            if (x.length != y.length) {
                throw new IllegalArgumentException("vectors of lengths " + x.length + " and " + y.length);
            }
        }

        @Override
        public int length() {
            return x.length;
        }

        @Override
        public double value(int index) {
            return x[index] - y[index];
        }

        @Override
        public int above(int from, int to, long threshold, boolean few, double[] values, int[] indices, int count) {
            return few
                    ? fewAbove(x, y, from, to, threshold, values, indices, count)
                    : manyAbove(x, y, from, to, threshold, values, indices, count);
        }

        private static int fewAbove(
                double[] x, double[] y, int from, int to, long threshold, double[] values, int[] indices, int count) {
            int next = count;
            for (int j = from; j < to; j++) {
                double value = x[j] - y[j];
                if (key(value) > threshold) {
                    values[next] = value;
                    indices[next++] = j;
                }
            }
            return next;
        }

        private static int manyAbove(
                double[] x, double[] y, int from, int to, long threshold, double[] values, int[] indices, int count) {
            int next = count;
            for (int j = from; j < to; j++) {
                double value = x[j] - y[j];
                values[next] = value;
                indices[next] = j;
                next += (int) ((threshold - key(value)) >>> 63);
            }
            return next;
        }
    }
}
