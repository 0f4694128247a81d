package io.ef21.kernel;

import java.util.stream.IntStream;

/**
 * Passes over long vectors in chunks of a fixed length, on as many threads as there are: chunks and the order in which
 * their sums are added depend on the length alone, so the bits do not depend on the threads. Thread-safe.
 */
public final class Chunks {
    /** Entries in a chunk: 256 KB of doubles, which stay in the second-level cache. */
    static final int LENGTH = 1 << 15;

    private Chunks() {}

    /** Work on the entries [from, to). */
    @FunctionalInterface
    public interface Range {
        /** Does it. */
        void run(int from, int to);
    }

    /** A sum over the entries [from, to). */
    @FunctionalInterface
    public interface RangeSum {
        /** Computes it. */
        double over(int from, int to);
    }

    /** Several sums over the entries [from, to), added to {@code sums}. */
    @FunctionalInterface
    public interface RangeSums {
        /** Computes them. */
        void over(int from, int to, double[] sums);
    }

    /** Covers [0, length). */
    public static void forEach(int length, Range range) {
        forEach(length, 1, range);
    }

    /** The same in chunks that begin at multiples of a step: about as long as others, but at least one step. */
    static void forEach(int length, long step, Range range) {
        if (length <= LENGTH) {
            range.run(0, length);
            return;
        }
        long chunk = Math.max(1, LENGTH / step) * step;
        IntStream.range(0, (int) ((length + chunk - 1) / chunk))
                .parallel()
                .forEach(c -> range.run((int) (c * chunk), (int) Math.min(length, (c + 1) * chunk)));
    }

    /** The sum over [0, length). */
    public static double sum(int length, RangeSum sum) {
        return sums(length, 1, (from, to, sums) -> sums[0] += sum.over(from, to))[0];
    }

    /** Several sums over [0, length). */
    public static double[] sums(int length, int number, RangeSums sums) {
        double[] total = new double[number];
        if (length <= LENGTH) {
            sums.over(0, length, total);
            return total;
        }
        double[][] parts = new double[count(length)][];
        IntStream.range(0, parts.length).parallel().forEach(c -> {
            double[] part = new double[number];
            sums.over(c * LENGTH, end(length, c), part);
            parts[c] = part;
        });
        for (double[] part : parts) {
            for (int k = 0; k < number; k++) {
                total[k] += part[k];
            }
        }
        return total;
    }

    /** x - y, as a new vector. */
    public static double[] minus(double[] x, double[] y) {
        double[] difference = new double[x.length];
        forEach(x.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                difference[j] = x[j] - y[j];
            }
        });
        return difference;
    }

    /** y += a x. */
    public static void addScaled(double a, double[] x, double[] y) {
        forEach(x.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                y[j] += a * x[j];
            }
        });
    }

    private static int count(int length) {
        return (int) (((long) length + LENGTH - 1) / LENGTH);
    }

    private static int end(int length, int chunk) {
        return (int) Math.min(length, (chunk + 1L) * LENGTH);
    }
}
