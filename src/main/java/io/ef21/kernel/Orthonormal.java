package io.ef21.kernel;

/** Orthonormal bases of the columns of thin matrices. */
public final class Orthonormal {
    /** A column that loses this much of its length was in the span of those before it, up to rounding. */
    private static final double DEPENDENT = 1e-12;

    private Orthonormal() {}

    /**
     * An orthonormal basis of the range (Gram-Schmidt, twice, which keeps it orthogonal to rounding). Columns that depend on those before
     * them become zero.
     *
     * @param matrix rows x columns, row after row; not modified
     */
    public static double[] columns(double[] matrix, int rows, int columns) {
        double[] basis = matrix.clone();
        for (int k = 0; k < columns; k++) {
            double before = length(basis, rows, columns, k);
            for (int pass = 0; pass < 2; pass++) {
                for (int earlier = 0; earlier < k; earlier++) {
                    double dot = 0;
                    for (int i = 0; i < rows; i++) {
                        dot += basis[i * columns + k] * basis[i * columns + earlier];
                    }
                    for (int i = 0; i < rows; i++) {
                        basis[i * columns + k] -= dot * basis[i * columns + earlier];
                    }
                }
            }
            double after = length(basis, rows, columns, k);
            double factor = after > DEPENDENT * before ? 1 / after : 0;
            for (int i = 0; i < rows; i++) {
                basis[i * columns + k] *= factor;
            }
        }
        return basis;
    }

    private static double length(double[] matrix, int rows, int columns, int k) {
        double[] column = new double[rows];
        for (int i = 0; i < rows; i++) {
            column[i] = matrix[i * columns + k];
        }
        return Norms.two(column);
    }
}
