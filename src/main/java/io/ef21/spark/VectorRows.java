package io.ef21.spark;

import io.ef21.data.LabelKind;
import io.ef21.data.RowBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads the rows that {@link RowColumns#select} makes; zeros are not stored, and rows of weight 0 are left out. */
final class VectorRows implements RowReader<Row> {
    private static final int LABEL = 0;
    private static final int WEIGHT = 1;
    private static final int CLIENT = 2;
    private static final int FEATURES = 3;

    private final RowColumns columns;
    private final LabelKind labels;
    private final Map<String, Integer> owners = new HashMap<>();
    private List<String> ownersInOrder = new ArrayList<>();
    private int width;

    VectorRows(RowColumns columns, LabelKind labels) {
        this.columns = columns;
        this.labels = labels;
        this.width = columns.vectors() ? 0 : columns.features().size();
    }

    @Override
    public @Nullable String add(Row row, RowBlock.Builder rows) {
        if (row.isNullAt(WEIGHT) || !(row.getDouble(WEIGHT) >= 0 && Double.isFinite(row.getDouble(WEIGHT)))) {
            return "the weight in column '" + columns.weight() + "' must be a nonnegative finite number (got "
                    + row.get(WEIGHT) + ")";
        }
        if (row.getDouble(WEIGHT) == 0) {
            return null;
        }
        if (row.isNullAt(LABEL)) {
            return "the label in column '" + columns.label() + "' is not a number, or missing";
        }
        String wrong = labels.objection(row.getDouble(LABEL));
        if (wrong != null) {
            return "the label in column '" + columns.label() + "' " + wrong;
        }
        rows.row(row.getDouble(LABEL), row.getDouble(WEIGHT));
        if (columns.client() != null) {
            if (row.isNullAt(CLIENT)) {
                return "column '" + columns.client() + "' names no client: it is null";
            }
            rows.owner(owner(row.getString(CLIENT)));
        }
        return columns.vectors() ? vector(row, rows) : numbers(row, rows);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public List<String> takeOwners() {
        List<String> taken = ownersInOrder;
        ownersInOrder = new ArrayList<>();
        owners.clear();
        return taken;
    }

    private int owner(String name) {
        Integer known = owners.get(name);
        if (known == null) {
            known = ownersInOrder.size();
            owners.put(name, known);
            ownersInOrder.add(name);
        }
        return known;
    }

    private @Nullable String numbers(Row row, RowBlock.Builder rows) {
        for (int j = 0; j < width; j++) {
            if (row.isNullAt(FEATURES + j)) {
                return "column '" + columns.features().get(j) + "' is not a number, or missing";
            }
            double value = row.getDouble(FEATURES + j);
            if (!Double.isFinite(value)) {
                return "column '" + columns.features().get(j) + "' is " + value + ", not a finite number";
            }
            add(j, value, rows);
        }
        return null;
    }

    private @Nullable String vector(Row row, RowBlock.Builder rows) {
        Object value = row.get(FEATURES);
        if (value instanceof SparseVector sparse) {
            return all(sparse.size(), sparse.indices(), sparse.values(), rows);
        }
        if (value instanceof DenseVector dense) {
            return all(dense.size(), null, dense.values(), rows);
        }
        if (value instanceof scala.collection.Seq<?> array) {
            double[] values = new double[array.size()];
            for (int j = 0; j < values.length; j++) {
                if (!(array.apply(j) instanceof Number number)) {
                    return "feature " + j + " of column '" + features() + "' is not a number, or missing";
                }
                values[j] = number.doubleValue();
            }
            return all(values.length, null, values, rows);
        }
        return value == null
                ? "the features in column '" + features() + "' are null"
                : "column '" + features() + "' holds neither vectors nor numbers";
    }

    /** @param indices null where there is a value for each */
    private @Nullable String all(int length, int @Nullable [] indices, double[] values, RowBlock.Builder rows) {
        if (width > 0 && length != width) {
            return "the features in column '%s' have length %d, those of the first row length %d"
                    .formatted(features(), length, width);
        }
        width = length;
        for (int p = 0; p < values.length; p++) {
            int j = indices == null ? p : indices[p];
            if (!Double.isFinite(values[p])) {
                return "feature " + j + " of column '" + features() + "' is " + values[p] + ", not a finite number";
            }
            add(j, values[p], rows);
        }
        return null;
    }

    private static void add(int column, double value, RowBlock.Builder rows) {
        if (value != 0) {
            rows.entry(column, value);
        }
    }

    private String features() {
        return columns.features().get(0);
    }
}
