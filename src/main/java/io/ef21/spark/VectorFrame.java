package io.ef21.spark;

import io.ef21.data.BinaryLabels;
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

/** Rows as Spark's own Estimators want them: a label of 0 or 1, and a sparse vector. */
public final class VectorFrame {
    /** The column of labels. */
    public static final String LABEL = "label";

    /** The column of vectors. */
    public static final String FEATURES = "features";

    private VectorFrame() {}

    /**
     * The rows of a source as a DataFrame, not cached.
     *
     * @param width length of the vectors
     * @param partitions of the result; rows are dealt round robin where the source has another number
     */
    public static Dataset<Row> of(
            SparkSession session, RowSource source, BinaryLabels labels, int width, int partitions) {
        JavaRDD<Row> rows = source.splits().flatMap(split -> rows(split.requireRows(), labels, width));
        JavaRDD<Row> dealt = rows.getNumPartitions() == partitions ? rows : rows.repartition(partitions);
        StructType type = new StructType()
                .add(LABEL, DataTypes.DoubleType, false)
                .add(FEATURES, SQLDataTypes.VectorType(), false);
        return session.createDataFrame(dealt, type);
    }

    private static Iterator<Row> rows(RowBlock block, BinaryLabels labels, int width) {
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
                double label = labels.sign(block.labels()[row++]) > 0 ? 1.0 : 0.0;
                return RowFactory.create(
                        label, Vectors.sparse(width, Arrays.copyOfRange(block.columns(), from, to), values));
            }
        };
    }
}
