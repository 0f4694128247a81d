package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/** Rows of a sparse matrix from here and there, one after the other. Not thread-safe. */
final class Batched {
    /** Where entry p of the matrix is found for a row: at p - first. */
    final int[] first;

    final int[] labels;
    final double @Nullable [] weights;
    private double[] values = new double[0];

    /**
     * @param capacity rows at most
     */
    Batched(int capacity, boolean weighted) {
        this.first = new int[capacity];
        this.labels = new int[capacity];
        this.weights = weighted ? new double[capacity] : null;
    }

    /** Takes {@code count} of the given rows; returns their values. */
    double[] take(SparseMatrix a, int[] allLabels, double @Nullable [] allWeights, int[] rows, int from, int count) {
        int entries = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            first[i] = a.starts()[row] - entries;
            labels[i] = allLabels[row];
            if (weights != null && allWeights != null) {
                weights[i] = allWeights[row];
            }
            entries += a.starts()[row + 1] - a.starts()[row];
        }
        values = values.length < entries ? new double[entries + (entries >> 2)] : values;
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            int start = a.starts()[row];
            a.entries().copy(start, a.starts()[row + 1] - start, values, start - first[i]);
        }
        return values;
    }
}
