package io.ef21.objective;

import io.ef21.data.Shard;
import io.ef21.kernel.SparseMatrix;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Rows with classes. Arrays are shared, not copied: treat them as read-only.
 *
 * @param matrix the rows
 * @param labels classes from 0, one per row
 * @param weights one per row; null for 1
 * @param totalWeight their sum
 * @param fingerprint of the shard
 */
record ClassRows(SparseMatrix matrix, int[] labels, double @Nullable [] weights, double totalWeight, long fingerprint)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The rows of a shard.
     *
     * @throws IllegalArgumentException if they are not kept sparsely
     */
    static ClassRows of(Shard shard) {
        if (!(shard.matrix() instanceof SparseMatrix matrix)) {
            throw new IllegalArgumentException("objectives of classes need sparse rows: use Layout.onlySparse()");
        }
        int[] labels = new int[shard.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) shard.labels()[i];
        }
        return new ClassRows(matrix, labels, shard.weightValues(), shard.totalWeight(), shard.fingerprint());
    }

    int count() {
        return labels.length;
    }

    /**
     * Divides a sum over some rows by what they weigh on average.
     *
     * @param rows how many rows the sum is over
     * @return the mean
     */
    double mean(double sum, int rows, double[] gradient) {
        double total = rows == count() ? totalWeight : rows * (totalWeight / count());
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= total;
        }
        return sum / total;
    }
}
