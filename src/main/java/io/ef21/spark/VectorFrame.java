package io.ef21.spark;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Labels;
import io.ef21.data.RowBlock;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows as Spark's own Estimators want them: a label, classes as their numbers from 0; a sparse vector; and a weight. */
public final class VectorFrame {
    /** The column of labels. */
    public static final String LABEL = "label";

    /** The column of weights. */
    public static final String WEIGHT = "weight";

    /** The column of vectors. */
    public static final String FEATURES = "features";

    private VectorFrame() {}

    /** The rows of a source as a DataFrame in its partitions and order, not cached. */
    public static Dataset<Row> of(SparkSession session, RowSource source, Labels labels, int width) {
        return of(session, source, labels, width, source.splits().getNumPartitions());
    }

    /**
     * The rows of a source as a DataFrame, not cached.
     *
     * @param width length of the vectors
     * @param partitions of the result; rows are dealt round robin where the source has another number
     */
    public static Dataset<Row> of(SparkSession session, RowSource source, Labels labels, int width, int partitions) {
        JavaRDD<Row> rows = source.splits().flatMap(split -> rows(split.requireRows(), labels, width));
        JavaRDD<Row> dealt = rows.getNumPartitions() == partitions ? rows : rows.repartition(partitions);
        StructType type = new StructType()
                .add(LABEL, DataTypes.DoubleType, false)
                .add(FEATURES, SQLDataTypes.VectorType(), false)
                .add(WEIGHT, DataTypes.DoubleType, false);
        return session.createDataFrame(dealt, type);
    }

    private static Iterator<Row> rows(RowBlock block, Labels labels, int width) {
        return new Iterator<>() {
            private int row;

            @Override
            public boolean hasNext() {
                return row < block.rows();
            }

            @Override
            public Row next() {
                int from = block.starts()[row];
                int to = block.starts()[row + 1];
                double[] values = new double[to - from];
                for (int p = from; p < to; p++) {
                    values[p - from] = block.value(p);
                }
                double label = labels.kept(block.labels()[row]);
                double numbered = labels instanceof BinaryLabels ? Math.max(0, label) : label;
                return RowFactory.create(
                        numbered,
                        Vectors.sparse(width, Arrays.copyOfRange(block.columns(), from, to), values),
                        block.weight(row++));
            }
        };
    }
}
