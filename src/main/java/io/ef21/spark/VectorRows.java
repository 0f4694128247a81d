package io.ef21.spark;

import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import java.util.Iterator;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of (label, vector) as a block; zeros are not stored. */
final class VectorRows {
    private VectorRows() {}

    static ReadSplit read(Iterator<Row> rows) {
        RowBlock.Builder builder = new RowBlock.Builder();
        long count = 0;
        String error = null;
        while (error == null && rows.hasNext()) {
            Row row = rows.next();
            count++;
            error = add(row, builder);
        }
        RowBlock block = builder.build();
        return new ReadSplit("the dataset", count, block, RowSummary.of(block), error);
    }

    private static @Nullable String add(Row row, RowBlock.Builder builder) {
        if (row.isNullAt(0) || (row.getDouble(0) != 0 && row.getDouble(0) != 1)) {
            return "the label must be 0 or 1 (got " + (row.isNullAt(0) ? "null" : row.getDouble(0)) + ")";
        }
        if (row.isNullAt(1)) {
            return "the features are null";
        }
        builder.row(row.getDouble(0));
        Vector vector = (Vector) row.get(1);
        if (vector instanceof SparseVector sparse) {
            int[] indices = sparse.indices();
            double[] values = sparse.values();
            for (int p = 0; p < indices.length; p++) {
                if (!Double.isFinite(values[p])) {
                    return notFinite(indices[p], values[p]);
                }
                if (values[p] != 0) {
                    builder.entry(indices[p], values[p]);
                }
            }
        } else if (vector instanceof DenseVector dense) {
            double[] values = dense.values();
            for (int j = 0; j < values.length; j++) {
                if (!Double.isFinite(values[j])) {
                    return notFinite(j, values[j]);
                }
                if (values[j] != 0) {
                    builder.entry(j, values[j]);
                }
            }
        }
        return null;
    }

    private static String notFinite(int feature, double value) {
        return "feature " + feature + " is " + value + ", not a finite number";
    }
}
