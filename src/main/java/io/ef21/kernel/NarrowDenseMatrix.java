package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A matrix by rows with every entry stored as a float, in half the memory of a {@link DenseMatrix}. Arithmetic is double:
 * values that floats hold exactly give the same bits.
 *
 * @param columns d, positive
 * @param nonzeros entries that are not zero
 * @param values row i holds the places from {@code i * columns} on
 */
public record NarrowDenseMatrix(int columns, int nonzeros, float[] values) implements Matrix {
    private static final long serialVersionUID = 1L;

    @Override
    public int rows() {
        return values.length / columns;
    }

    @Override
    public int blockEnd(int row) {
        return DenseMatrix.blockEnd(row, rows(), columns);
    }

    @Override
    public void multiply(int from, int to, double[] x, double[] out) {
        for (int i = from; i < to; i++) {
            out[i - from] = dot(values, i * columns, columns, x);
        }
    }

    @Override
    public void addTransposed(int from, int to, double[] s, double[] out) {
        int i = from;
        for (; i + 4 <= to; i += 4) {
            int k = i - from;
            addFour(values, i * columns, columns, s[k], s[k + 1], s[k + 2], s[k + 3], out);
        }
        for (; i < to; i++) {
            addOne(values, i * columns, columns, s[i - from], out);
        }
    }

    @Override
    public void addSquares(double scale, double @Nullable [] weights, double[] out) {
        for (int p = 0; p < values.length; p++) {
            double a = values[p];
            double weight = weights == null ? scale : scale * weights[p / columns];
            out[p % columns] += weight * (a * a);
        }
    }

    @Override
    public long fingerprint() {
        return Fingerprint.of(~columns, values);
    }

    /** sum_j a_j x_j, a_j at {@code row + j}: eight interleaved sums, combined pairwise. */
    private static double dot(float[] a, int row, int d, double[] x) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int j = 0;
        for (int end = d - 7; j < end; j += 8) {
            s0 = Math.fma(a[row + j], x[j], s0);
            s1 = Math.fma(a[row + j + 1], x[j + 1], s1);
            s2 = Math.fma(a[row + j + 2], x[j + 2], s2);
            s3 = Math.fma(a[row + j + 3], x[j + 3], s3);
            s4 = Math.fma(a[row + j + 4], x[j + 4], s4);
            s5 = Math.fma(a[row + j + 5], x[j + 5], s5);
            s6 = Math.fma(a[row + j + 6], x[j + 6], s6);
            s7 = Math.fma(a[row + j + 7], x[j + 7], s7);
        }
        for (; j < d; j++) {
            s0 = Math.fma(a[row + j], x[j], s0);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** g_j += (s0 a_0j + s1 a_1j) + (s2 a_2j + s3 a_3j) for four rows. */
    private static void addFour(float[] a, int row0, int d, double s0, double s1, double s2, double s3, double[] g) {
        int row1 = row0 + d;
        int row2 = row1 + d;
        int row3 = row2 + d;
        for (int j = 0; j < d; j++) {
            g[j] += (s0 * a[row0 + j] + s1 * a[row1 + j]) + (s2 * a[row2 + j] + s3 * a[row3 + j]);
        }
    }

    private static void addOne(float[] a, int row, int d, double s, double[] g) {
        for (int j = 0; j < d; j++) {
            g[j] += s * a[row + j];
        }
    }
}
