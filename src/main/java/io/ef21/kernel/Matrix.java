package io.ef21.kernel;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a client, A, read in blocks of consecutive rows: so many that the pointwise functions run over arrays, so
 * few that the block is still in cache when it is read the second time.
 *
 * <p>Implementations are immutable and thread-safe. Sums are taken in an order that the matrix alone decides.
 */
public sealed interface Matrix extends Serializable permits SparseMatrix, DenseMatrix, NarrowDenseMatrix, BlasMatrix {
    /** Rows in a block at most. */
    int BLOCK_ROWS = 512;

    /** The number of rows. */
    int rows();

    /** The number of entries that are not zero, as far as they were given. */
    int nonzeros();

    /** The end of the block that begins with a row: at most {@link #BLOCK_ROWS} after it. */
    int blockEnd(int row);

    /**
     * Sets {@code out[i - from]} to a_i'x for the rows in [from, to).
     *
     * @param x one entry per column
     */
    void multiply(int from, int to, double[] x, double[] out);

    /**
     * Adds sum_i s_i a_i over the rows in [from, to).
     *
     * @param s s_i at {@code i - from}; entries after those may be overwritten
     * @param out one entry per column
     */
    void addTransposed(int from, int to, double[] s, double[] out);

    /**
     * Adds {@code scale} times the weighted sum of the squares of every column.
     *
     * @param weights one per row; null for 1
     */
    void addSquares(double scale, double @Nullable [] weights, double[] out);

    /**
     * The largest squared norm of a row; 0 where there are none.
     *
     * @param columns their length
     */
    default double largestSquaredRow(int columns) {
        double largest = 0;
        double[] row = new double[columns];
        double[] square = new double[1];
        for (int i = 0; i < rows(); i++) {
            addTransposed(i, i + 1, new double[] {1}, row);
            multiply(i, i + 1, row, square);
            // v - v is 0, so the row is empty again
            addTransposed(i, i + 1, new double[] {-1}, row);
            largest = Math.max(largest, square[0]);
        }
        return largest;
    }

    /** 64 bits that depend on every entry and on the layout, which decides the bits of sums. */
    long fingerprint();
}
