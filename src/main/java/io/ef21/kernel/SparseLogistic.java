package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Sums over the rows of a sparse matrix A in compressed row form: the logistic loss with its gradient, and the product
 * with the matrix that bounds its Hessian.
 *
 * <p>Row i holds the columns {@code columns[starts[i] .. starts[i+1])}, with the values at the same places, or ones
 * where {@code values} is null. Rows are taken in blocks: margins, then the pointwise functions, then the scatter; a
 * block is closed at 512 rows or about 8,000 nonzeros, so that its part of the gradient stays in cache. Thread-safe.
 */
public final class SparseLogistic {
    private static final int BLOCK_NONZEROS = 8192;
    private static final int BLOCK_ROWS_AT_LEAST = 64;

    private SparseLogistic() {}

    /**
     * Adds sum_i y_i-slopes a_i to {@code gradient} and returns sum_i log(1 + exp(-y_i a_i'x)).
     *
     * @param labels y, each -1 or +1
     * @param x the model, one entry per column
     * @param gradient one entry per column; added to, not cleared
     */
    public static double lossAndGradient(
            int[] starts, int[] columns, double @Nullable [] values, double[] labels, double[] x, double[] gradient) {
        int rows = starts.length - 1;
        LogisticPointwise pointwise = new LogisticPointwise();
        double[] margins = new double[LogisticPointwise.CAPACITY];
        double[] blockLabels = new double[LogisticPointwise.CAPACITY];
        double loss = 0;
        for (int row = 0; row < rows; ) {
            int count = blockLength(starts, row, rows);
            System.arraycopy(labels, row, blockLabels, 0, count);
            multiply(starts, columns, values, x, row, count, margins);
            loss += pointwise.slopes(count, blockLabels, margins);
            multiplyTransposed(starts, columns, values, margins, row, count, gradient);
            row += count;
        }
        return loss;
    }

    /** Adds A'A v to {@code product}. */
    public static void gram(int[] starts, int[] columns, double @Nullable [] values, double[] v, double[] product) {
        int rows = starts.length - 1;
        double[] margins = new double[LogisticPointwise.CAPACITY];
        for (int row = 0; row < rows; ) {
            int count = blockLength(starts, row, rows);
            multiply(starts, columns, values, v, row, count, margins);
            multiplyTransposed(starts, columns, values, margins, row, count, product);
            row += count;
        }
    }

    private static int blockLength(int[] starts, int row, int rows) {
        int limit = Math.min(rows, row + LogisticPointwise.CAPACITY);
        int end = Math.min(limit, row + BLOCK_ROWS_AT_LEAST);
        while (end < limit && starts[end + 1] - starts[row] <= BLOCK_NONZEROS) {
            end++;
        }
        return end - row;
    }

    private static void multiply(
            int[] starts, int[] columns, double @Nullable [] values, double[] x, int row, int count, double[] out) {
        for (int i = 0; i < count; i++) {
            int end = starts[row + i + 1];
            double margin = 0;
            if (values == null) {
                for (int p = starts[row + i]; p < end; p++) {
                    margin += x[columns[p]];
                }
            } else {
                for (int p = starts[row + i]; p < end; p++) {
                    margin += values[p] * x[columns[p]];
                }
            }
            out[i] = margin;
        }
    }

    private static void multiplyTransposed(
            int[] starts, int[] columns, double @Nullable [] values, double[] s, int row, int count, double[] out) {
        for (int i = 0; i < count; i++) {
            int end = starts[row + i + 1];
            double slope = s[i];
            if (values == null) {
                for (int p = starts[row + i]; p < end; p++) {
                    out[columns[p]] += slope;
                }
            } else {
                for (int p = starts[row + i]; p < end; p++) {
                    out[columns[p]] += values[p] * slope;
                }
            }
        }
    }
}
