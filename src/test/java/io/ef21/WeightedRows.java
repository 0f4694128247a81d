package io.ef21;

import io.ef21.data.RowBlock;

/** Rows with other weights. */
public final class WeightedRows {
    private WeightedRows() {}

    /** The rows of a block, with these weights. */
    public static RowBlock of(RowBlock rows, double[] weights) {
        return new RowBlock(rows.labels(), rows.starts(), rows.columns(), rows.values(), weights, rows.owners());
    }
}
