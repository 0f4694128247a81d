package io.ef21.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a DataFrame mean. A name that is not a column's is as Spark
 * resolves it: a dot leads into a struct.
 *
 * @param label numbers, or text that can be read as such; null where rows have none, which are then labelled 0
 * @param vectors whether the features are one column of vectors, or of arrays of numbers
 * @param features that column, or columns of numbers, feature 0 first
 * @param weight what a row counts; null where all count 1
 * @param client strings or numbers that name the client of a row; null where rows name none
 */
public record RowColumns(
        @Nullable String label,
        boolean vectors,
        List<String> features,
        @Nullable String weight,
        @Nullable String client)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * @throws IllegalArgumentException if there are no columns of features, or several of vectors
     */
    public RowColumns {
        features = List.copyOf(features);
        if (features.isEmpty() || (vectors && features.size() > 1)) {
            throw new IllegalArgumentException("one column of vectors, or columns of numbers (got " + features + ")");
        }
    }

    /** A column of labels and one of vectors. */
    public static RowColumns of(String label, String features) {
        return new RowColumns(label, true, List.of(features), null, null);
    }

    /** The same with a weight per row; null for none. */
    public RowColumns weighted(@Nullable String column) {
        return new RowColumns(label, vectors, features, column, client);
    }

    /** The same where rows name their clients; null where they do not. */
    public RowColumns byClient(@Nullable String column) {
        return new RowColumns(label, vectors, features, weight, column);
    }

    /**
     * Label (0 without), weight (1 without), client (null without), and the features, in this order. Text that is no
     * number becomes null.
     */
    Dataset<Row> select(Dataset<?> dataset) {
        Set<String> names = new HashSet<>(Arrays.asList(dataset.columns()));
        Column[] columns = new Column[3 + features.size()];
        columns[0] = label == null ? functions.lit(0.0) : number(label, names);
        columns[1] = weight == null ? functions.lit(1.0) : number(weight, names);
        columns[2] = client == null
                ? functions.lit(null).cast("string")
                : functions.col(quoted(client, names)).cast("string");
        for (int j = 0; j < features.size(); j++) {
            columns[3 + j] = !vectors ? number(features.get(j), names) : functions.col(quoted(features.get(j), names));
        }
        return dataset.select(columns);
    }

    private static Column number(String name, Set<String> names) {
        return functions.expr("try_cast(" + quoted(name, names) + " as double)");
    }

    /** A name that is a column's, dots and all, in backticks; others are left to Spark. */
    private static String quoted(String name, Set<String> names) {
        return names.contains(name) ? "`" + name.replace("`", "``") + "`" : name;
    }
}
