package io.ef21.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a DataFrame mean. Names are as Spark resolves them: a dot leads into a struct unless the name is
 * in backticks.
 *
 * @param label numbers, or what casts to them
 * @param features one column of vectors or of arrays of numbers, or several columns of numbers, feature 0 first
 * @param weight what a row counts; null where all count 1
 * @param client strings or numbers that name the client of a row; null where rows name none
 */
public record RowColumns(String label, List<String> features, @Nullable String weight, @Nullable String client)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the list. */
    public RowColumns {
        features = List.copyOf(features);
    }

    /** A column of labels and one of vectors. */
    public static RowColumns of(String label, String features) {
        return new RowColumns(label, List.of(features), null, null);
    }

    /** The same with a weight per row; null for none. */
    public RowColumns weighted(@Nullable String column) {
        return new RowColumns(label, features, column, client);
    }

    /** The same where rows name their clients; null where they do not. */
    public RowColumns byClient(@Nullable String column) {
        return new RowColumns(label, features, weight, column);
    }

    /** Label, weight (1 without), client (null without), and the features, in this order. */
    Dataset<Row> select(Dataset<?> dataset) {
        Column[] columns = new Column[3 + features.size()];
        columns[0] = functions.col(label).cast("double");
        columns[1] = weight == null ? functions.lit(1.0) : functions.col(weight).cast("double");
        columns[2] = (client == null ? functions.lit(null) : functions.col(client)).cast("string");
        for (int j = 0; j < features.size(); j++) {
            Column column = functions.col(features.get(j));
            columns[3 + j] = features.size() == 1 ? column : column.cast("double");
        }
        return dataset.select(columns);
    }
}
