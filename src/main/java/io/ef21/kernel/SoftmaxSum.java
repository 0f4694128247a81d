package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The softmax loss of K classes with its gradient, summed over the rows of a sparse matrix. The K entries of a column lie
 * side by side, in the model and in the gradient: an entry of the matrix finds them in one or two cache lines. Classes
 * are taken eight at a time, then two, then one. Thread-safe.
 */
public final class SoftmaxSum {
    private SoftmaxSum() {}

    /**
     * Adds the gradient at x to {@code gradient}, and returns sum_i w_i (log sum_c exp(a_i'x_c) - a_i'x_(y_i)).
     *
     * @param labels y, from 0 to classes - 1, one per row
     * @param weights w, one per row; null for 1
     * @param classes K, positive
     * @param x the model: class c of column j at {@code j * classes + c}
     * @param gradient as x; added to, not cleared
     * @throws IllegalArgumentException if x and the gradient are not of one length, a multiple of K
     */
    public static double lossAndGradient(
            SparseMatrix a, int[] labels, double @Nullable [] weights, int classes, double[] x, double[] gradient) {
        requireShapes(classes, x, gradient);
        SoftmaxPointwise pointwise = new SoftmaxPointwise();
        double[][] margins = new double[classes][Matrix.BLOCK_ROWS];
        double[] values = new double[0];
        double loss = 0;
        int rows = a.rows();
        for (int from = 0; from < rows; ) {
            int to = a.blockEnd(from);
            int first = a.starts()[from];
            int entries = a.starts()[to] - first;
            values = values.length < entries ? new double[entries + (entries >> 2)] : values;
            a.entries().copy(first, entries, values, 0);
            for (int i = from; i < to; i++) {
                multiply(a, first, values, i, x, margins, i - from);
            }
            loss += pointwise.slopes(to - from, labels, weights, from, margins);
            for (int i = from; i < to; i++) {
                addTransposed(a, first, values, i, margins, i - from, gradient);
            }
            from = to;
        }
        return loss;
    }

    /** The same where all rows weigh 1. */
    public static double lossAndGradient(SparseMatrix a, int[] labels, int classes, double[] x, double[] gradient) {
        return lossAndGradient(a, labels, null, classes, x, gradient);
    }

    /**
     * The same over some rows alone.
     *
     * @param rows ascending; a row may occur more than once
     */
    public static double lossAndGradient(
            SparseMatrix a,
            int[] labels,
            double @Nullable [] weights,
            int[] rows,
            int classes,
            double[] x,
            double[] gradient) {
        requireShapes(classes, x, gradient);
        int capacity = Math.min(Matrix.BLOCK_ROWS, rows.length);
        Batched batched = new Batched(capacity, weights != null);
        SoftmaxPointwise pointwise = new SoftmaxPointwise();
        double[][] margins = new double[classes][capacity];
        double loss = 0;
        for (int from = 0; from < rows.length; from += Matrix.BLOCK_ROWS) {
            int count = Math.min(Matrix.BLOCK_ROWS, rows.length - from);
            double[] values = batched.take(a, labels, weights, rows, from, count);
            for (int i = 0; i < count; i++) {
                multiply(a, batched.first[i], values, rows[from + i], x, margins, i);
            }
            loss += pointwise.slopes(count, batched.labels, batched.weights, 0, margins);
            for (int i = 0; i < count; i++) {
                addTransposed(a, batched.first[i], values, rows[from + i], margins, i, gradient);
            }
        }
        return loss;
    }

    private static void requireShapes(int classes, double[] x, double[] gradient) {
        if (x.length != gradient.length || x.length % classes != 0) {
            throw new IllegalArgumentException("model of length " + x.length + " and gradient of length "
                    + gradient.length + " for " + classes + " classes");
        }
    }

    /** Margins i of a row; its values are in v, where entry p of the matrix is at p - first. */
    private static void multiply(
            SparseMatrix a, int first, double[] v, int row, double[] x, double[][] margins, int i) {
        int start = a.starts()[row];
        int end = a.starts()[row + 1];
        int c = 0;
        for (; c + 8 <= margins.length; c += 8) {
            eight(a.columns(), first, v, start, end, c, x, margins, i);
        }
        for (; c + 2 <= margins.length; c += 2) {
            two(a.columns(), first, v, start, end, c, x, margins, i);
        }
        if (c < margins.length) {
            one(a.columns(), first, v, start, end, c, x, margins, i);
        }
    }

    /** Adds slopes i times a row. */
    private static void addTransposed(
            SparseMatrix a, int first, double[] v, int row, double[][] slopes, int i, double[] gradient) {
        int start = a.starts()[row];
        int end = a.starts()[row + 1];
        int c = 0;
        for (; c + 8 <= slopes.length; c += 8) {
            addEight(a.columns(), first, v, start, end, c, slopes, i, gradient);
        }
        for (; c + 2 <= slopes.length; c += 2) {
            addTwo(a.columns(), first, v, start, end, c, slopes, i, gradient);
        }
        if (c < slopes.length) {
            addOne(a.columns(), first, v, start, end, c, slopes, i, gradient);
        }
    }

    /** margins[c + q][i] = sum_p v_p x[columns[p] K + c + q], q from 0 to 7. */
    private static void eight(
            int[] columns, int first, double[] v, int start, int end, int c, double[] x, double[][] margins, int i) {
        int classes = margins.length;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int p = start; p < end; p++) {
            int at = columns[p] * classes + c;
            double w = v[p - first];
            s0 += w * x[at];
            s1 += w * x[at + 1];
            s2 += w * x[at + 2];
            s3 += w * x[at + 3];
            s4 += w * x[at + 4];
            s5 += w * x[at + 5];
            s6 += w * x[at + 6];
            s7 += w * x[at + 7];
        }
        margins[c][i] = s0;
        margins[c + 1][i] = s1;
        margins[c + 2][i] = s2;
        margins[c + 3][i] = s3;
        margins[c + 4][i] = s4;
        margins[c + 5][i] = s5;
        margins[c + 6][i] = s6;
        margins[c + 7][i] = s7;
    }

    private static void two(
            int[] columns, int first, double[] v, int start, int end, int c, double[] x, double[][] margins, int i) {
        int classes = margins.length;
        double s0 = 0, s1 = 0;
        for (int p = start; p < end; p++) {
            int at = columns[p] * classes + c;
            s0 += v[p - first] * x[at];
            s1 += v[p - first] * x[at + 1];
        }
        margins[c][i] = s0;
        margins[c + 1][i] = s1;
    }

    private static void one(
            int[] columns, int first, double[] v, int start, int end, int c, double[] x, double[][] margins, int i) {
        int classes = margins.length;
        double s = 0;
        for (int p = start; p < end; p++) {
            s += v[p - first] * x[columns[p] * classes + c];
        }
        margins[c][i] = s;
    }

    /** g[columns[p] K + c + q] += v_p slopes[c + q][i], q from 0 to 7. */
    private static void addEight(
            int[] columns, int first, double[] v, int start, int end, int c, double[][] slopes, int i, double[] g) {
        int classes = slopes.length;
        double s0 = slopes[c][i], s1 = slopes[c + 1][i], s2 = slopes[c + 2][i], s3 = slopes[c + 3][i];
        double s4 = slopes[c + 4][i], s5 = slopes[c + 5][i], s6 = slopes[c + 6][i], s7 = slopes[c + 7][i];
        for (int p = start; p < end; p++) {
            int at = columns[p] * classes + c;
            double w = v[p - first];
            g[at] += w * s0;
            g[at + 1] += w * s1;
            g[at + 2] += w * s2;
            g[at + 3] += w * s3;
            g[at + 4] += w * s4;
            g[at + 5] += w * s5;
            g[at + 6] += w * s6;
            g[at + 7] += w * s7;
        }
    }

    private static void addTwo(
            int[] columns, int first, double[] v, int start, int end, int c, double[][] slopes, int i, double[] g) {
        int classes = slopes.length;
        double s0 = slopes[c][i];
        double s1 = slopes[c + 1][i];
        for (int p = start; p < end; p++) {
            int at = columns[p] * classes + c;
            g[at] += v[p - first] * s0;
            g[at + 1] += v[p - first] * s1;
        }
    }

    private static void addOne(
            int[] columns, int first, double[] v, int start, int end, int c, double[][] slopes, int i, double[] g) {
        int classes = slopes.length;
        double s = slopes[c][i];
        for (int p = start; p < end; p++) {
            g[columns[p] * classes + c] += v[p - first] * s;
        }
    }
}
