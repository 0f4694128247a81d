package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.times;

import io.ef21.compress.Compressor;
import io.ef21.kernel.CounterRandom;
import io.ef21.run.Textbook.Estimate;
import io.ef21.run.Textbook.Recursion;
import java.util.function.IntToDoubleFunction;

/** Methods that remember what was left out of steps, as their papers write them. */
final class TextbookMemories {
    /** The key of the hashes of a sketched memory: part of what a run is. */
    static final long HASHES = 0x486173686573L;

    private TextbookMemories() {}

    /** E: what is read back of an error that is kept, which changed by some vector. */
    @FunctionalInterface
    interface Memory {
        double[] kept(int i, int t, double[] error, double[] change);
    }

    /**
     * Algorithm 4 of ConEF, which has the others in it: p = gamma s + (1 - beta) e, D = C(p), x -= mean D, e = E(beta e + p -
     * D). Every so many rounds the whole error travels.
     *
     * @param unit what estimates of a round are multiplied by before they enter: gamma, or 1 where the server's step has it
     */
    static Recursion feedback(
            Textbook book,
            Estimate s,
            Memory memory,
            double beta,
            int reset,
            IntToDoubleFunction unit,
            Recursion server) {
        double[][] e = book.zeros();
        return (x, t) -> {
            double[][] sent = book.zeros();
            boolean flush = reset > 0 && t > 0 && t % reset == 0;
            for (int i = 0; i < sent.length; i++) {
                double[] input = times(unit.applyAsDouble(t), s.of(i, t, x));
                double[] p = input.clone();
                add(flush ? 1 : 1 - beta, e[i], p);
                sent[i] = flush ? p : book.c(i, t, p);
                double[] change = minus(input, sent[i]);
                double[] error = e[i].clone();
                add(1, change, error);
                e[i] = flush ? new double[book.d()] : memory.kept(i, t, error, change);
            }
            return server.move(book.mean(sent), t);
        };
    }

    /** The same with plain steps. */
    static Recursion feedback(Textbook book, Estimate s, Memory memory, double beta, int reset) {
        return feedback(book, s, memory, beta, reset, t -> book.gamma(), (sum, t) -> times(-1, sum));
    }

    /** In full. */
    static Memory exact() {
        return (i, t, error, change) -> error;
    }

    /** C(u). */
    static Memory once(Textbook book, Compressor c) {
        return (i, t, error, change) -> book.c(c, 1, i, t, error);
    }

    /** v + C(u - v), v of another compressor, or another draw of the same. */
    static Memory twice(Textbook book, Compressor first, Compressor c) {
        return (i, t, error, change) -> {
            double[] v = book.c(first, 1, i, t, error);
            add(1, book.c(c, 2, i, t, minus(error, v)), v);
            return v;
        };
    }

    /** A sketch with fixed hashes, to which changes are added: reading (A). */
    static Memory sketch(Textbook book, int rows, int buckets) {
        double[][][] tables = new double[book.n()][rows][buckets];
        return (i, t, error, change) -> {
            addTo(tables[i], change, HASHES);
            return read(tables[i], change.length, HASHES);
        };
    }

    /** table += sketch of v. */
    static void addTo(double[][] table, double[] v, long hashes) {
        for (int row = 0; row < table.length; row++) {
            for (int j = 0; j < v.length; j++) {
                long hash = hash(hashes, row, j);
                table[row][bucket(hash, table[row].length)] += sign(hash) * v[j];
            }
        }
    }

    /** The mean of what the rows say. */
    static double[] read(double[][] table, int d, long hashes) {
        double[] v = new double[d];
        for (int row = 0; row < table.length; row++) {
            for (int j = 0; j < d; j++) {
                long hash = hash(hashes, row, j);
                v[j] += sign(hash) * table[row][bucket(hash, table[row].length)] / table.length;
            }
        }
        return v;
    }

    private static int bucket(long hash, int buckets) {
        return (int) (((hash >>> 32) * buckets) >>> 32);
    }

    private static double sign(long hash) {
        return (hash & 1) == 1 ? -1 : 1;
    }

    private static long hash(long hashes, int row, int j) {
        return CounterRandom.bits(CounterRandom.key(hashes, row), j);
    }

    /** EControl. */
    static Recursion control(Textbook book, Estimate s, double eta) {
        double[][] e = book.zeros();
        double[][] h = book.zeros();
        return (x, t) -> {
            for (int i = 0; i < h.length; i++) {
                double[] difference = minus(s.of(i, t, x), h[i]);
                double[] wanted = difference.clone();
                add(eta, e[i], wanted);
                double[] sent = book.c(i, t, wanted);
                add(1, minus(difference, sent), e[i]);
                add(1, sent, h[i]);
            }
            return times(-book.gamma(), book.mean(h));
        };
    }

    /** A server that remembers what was left out on the way down (DoubleSqueeze). */
    static Recursion squeezed(Textbook book) {
        double[] left = new double[book.d()];
        return (sum, t) -> {
            add(-1, sum, left);
            double[] sent = book.down(left);
            add(-1, sent, left);
            return sent;
        };
    }

    /** A server with Polyak's or Nesterov's momentum on steps: m = lambda m + D, x -= m or x -= D + lambda m. */
    static Recursion momentum(Textbook book, double lambda, boolean ahead) {
        double[][] m = new double[1][book.d()];
        return (sum, t) -> {
            m[0] = times(lambda, m[0]);
            add(1, sum, m[0]);
            double[] step = times(ahead ? -lambda : -1, m[0]);
            add(ahead ? -1 : 0, sum, step);
            return step;
        };
    }

    /** A server with Adam's steps (Kingma and Ba 2015, Algorithm 1). */
    static Recursion adam(Textbook book) {
        double[] first = new double[book.d()];
        double[] second = new double[book.d()];
        return (sum, t) -> {
            double[] step = new double[sum.length];
            for (int j = 0; j < step.length; j++) {
                first[j] = 0.9 * first[j] + 0.1 * sum[j];
                second[j] = 0.999 * second[j] + 0.001 * sum[j] * sum[j];
                double mean = first[j] / (1 - Math.pow(0.9, t + 1.0));
                double square = second[j] / (1 - Math.pow(0.999, t + 1.0));
                step[j] = -book.gamma() * mean / (Math.sqrt(square) + 1e-8);
            }
            return step;
        };
    }
}
