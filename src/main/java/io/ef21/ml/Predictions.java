package io.ef21.ml;

import io.ef21.spark.VectorFrame;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a model says of rows, in their order: the label as it was read, where there is one; the prediction, a number or
 * the number of a class from 0; and the probabilities p0, p1, ... of the classes, where the model has them.
 */
public final class Predictions {
    private static final String CSV = ".csv";

    private final Dataset<Row> table;

    private Predictions(Dataset<Row> table) {
        this.table = table;
    }

    /**
     * Predictions that are made when they are written.
     *
     * @param rows as {@link VectorFrame} makes them
     * @param labelled whether the labels mean something
     */
    public static Predictions of(SavedModel model, Dataset<Row> rows, boolean labelled) {
        List<Column> columns = new ArrayList<>();
        Dataset<Row> predicted = model.model().transform(rows);
        if (labelled) {
            columns.add(predicted.col(VectorFrame.LABEL));
        }
        columns.add(predicted.col(SavedModel.PREDICTION));
        if (model.isProbabilistic()) {
            Column probabilities = functions.vector_to_array(predicted.col(SavedModel.PROBABILITY), "float64");
            for (int c = 0; c < model.classes(); c++) {
                columns.add(probabilities.getItem(c).as("p" + c));
            }
        }
        return new Predictions(predicted.select(columns.toArray(Column[]::new)));
    }

    /**
     * Writes one CSV file with a header if the name ends in {@code .csv}, else a folder of Parquet. What has the name is
     * complete.
     *
     * @throws IOException if writing fails
     */
    public void write(String output) throws IOException {
        Path target = new Path(output);
        Path incomplete = SparkModels.incomplete(target);
        FileSystem files =
                target.getFileSystem(table.sparkSession().sparkContext().hadoopConfiguration());
        if (output.endsWith(CSV)) {
            try (Writer writer = new OutputStreamWriter(files.create(incomplete, true), StandardCharsets.UTF_8)) {
                writeCsv(writer);
            }
        } else {
            table.write().mode("overwrite").parquet(incomplete.toString());
        }
        if (!files.rename(incomplete, target)) {
            throw new IOException("cannot rename " + incomplete + " to " + target);
        }
    }

    /** One partition after the other comes to the driver. */
    private void writeCsv(Writer writer) throws IOException {
        writer.write(String.join(",", table.columns()) + "\n");
        Iterator<Row> rows = table.toLocalIterator();
        while (rows.hasNext()) {
            writer.write(rows.next().mkString(",") + "\n");
        }
    }
}
