package io.ef21.ml;

import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.SparkSession;

/** Spark's model class, made and saved. */
public final class LogisticModels {
    private LogisticModels() {}

    /** The binomial model with these coefficients and no intercept. */
    static LogisticRegressionModel of(String uid, Columns columns, double[] coefficients) {
        int[] ids = columns.ids();
        Vector vector =
                ids == null ? Vectors.dense(coefficients) : Vectors.sparse(columns.features(), ids, coefficients);
        return new LogisticRegressionModel(uid, vector.compressed(), 0.0);
    }

    /**
     * Refuses a place where something is already.
     *
     * @throws InvalidInputException if there is
     */
    public static void requireAbsent(String directory, org.apache.hadoop.conf.Configuration configuration)
            throws IOException {
        Path path = new Path(directory);
        if (path.getFileSystem(configuration).exists(path)) {
            throw new InvalidInputException(
                    "--model " + directory + ": already exists; name another directory or remove it");
        }
    }

    /**
     * Saves a model in Spark's format; the directory appears only when it is complete.
     *
     * @param columns of the coefficients; all others are 0
     */
    public static void save(SparkSession spark, Columns columns, double[] coefficients, String directory)
            throws IOException {
        Path target = new Path(directory);
        Path parent = target.getParent();
        String name = "_" + target.getName() + ".incomplete";
        Path incomplete = parent == null ? new Path(name) : new Path(parent, name);
        FileSystem files = target.getFileSystem(spark.sparkContext().hadoopConfiguration());
        of(Identifiable.randomUID("logreg"), columns, coefficients)
                .write()
                .session(spark)
                .overwrite()
                .save(incomplete.toString());
        if (!files.rename(incomplete, target)) {
            throw new IOException("cannot rename " + incomplete + " to " + target);
        }
    }
}
