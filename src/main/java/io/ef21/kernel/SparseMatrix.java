package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A matrix in compressed row form. A block is closed at 512 rows or about 8,000 entries, but not before 64 rows. Rows of
 * like length should be neighbours: the branch at the end of a row is then predicted.
 *
 * @param starts rows + 1 offsets, the first 0
 * @param columns one per entry
 * @param entries the values
 */
public record SparseMatrix(int[] starts, int[] columns, Entries entries) implements Matrix {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK_NONZEROS = 8192;
    private static final int BLOCK_ROWS_AT_LEAST = 64;

    @Override
    public int rows() {
        return starts.length - 1;
    }

    @Override
    public int nonzeros() {
        return columns.length;
    }

    @Override
    public int blockEnd(int row) {
        int limit = (int) Math.min(rows(), (long) row + BLOCK_ROWS);
        int end = Math.min(limit, row + BLOCK_ROWS_AT_LEAST);
        while (end < limit && starts[end + 1] - starts[row] <= BLOCK_NONZEROS) {
            end++;
        }
        return end;
    }

    @Override
    public void multiply(int from, int to, double[] x, double[] out) {
        entries.multiply(starts, columns, from, to, x, out);
    }

    @Override
    public void addTransposed(int from, int to, double[] s, double[] out) {
        entries.addTransposed(starts, columns, from, to, s, out);
    }

    @Override
    public void addSquares(double scale, double @Nullable [] weights, double[] out) {
        for (int row = 0; row < rows(); row++) {
            double weight = weights == null ? scale : scale * weights[row];
            for (int p = starts[row]; p < starts[row + 1]; p++) {
                double a = entries.value(p);
                out[columns[p]] += weight * (a * a);
            }
        }
    }

    @Override
    public long fingerprint() {
        return entries.fingerprint(Fingerprint.of(Fingerprint.of(rows(), starts), columns));
    }
}
