package io.ef21.ml;

import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import io.ef21.objective.Loss;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.SparkSession;

/** Spark's own models, without an intercept, made and saved. */
public final class SparkModels {
    private SparkModels() {}

    /** The binomial model with these coefficients. */
    static LogisticRegressionModel logistic(String uid, Columns columns, double[] coefficients) {
        return new LogisticRegressionModel(uid, vector(columns, coefficients), 0.0);
    }

    /**
     * The model class that predicts what a loss was minimized for: LogisticRegressionModel; LinearSVCModel for the other
     * losses of two classes, whose prediction is the sign of the margin; LinearRegressionModel for real labels.
     *
     * @param columns of the coefficients; all others are 0
     */
    public static MLWritable of(Loss loss, Columns columns, double[] coefficients) {
        if (loss instanceof Loss.Logistic) {
            return logistic(Identifiable.randomUID("logreg"), columns, coefficients);
        }
        Vector vector = vector(columns, coefficients);
        return loss.binary()
                ? new LinearSVCModel(Identifiable.randomUID("linearsvc"), vector, 0.0)
                : new LinearRegressionModel(Identifiable.randomUID("linReg"), vector, 0.0);
    }

    /**
     * Refuses a place where something is already, and what names no place.
     *
     * @throws InvalidInputException if it is one of these
     */
    public static void requireAbsent(String directory, Configuration configuration) throws IOException {
        Path path = path(directory);
        if (path.getFileSystem(configuration).exists(path)) {
            throw new InvalidInputException(
                    "--model " + directory + ": already exists; name another directory or remove it");
        }
    }

    /** Saves a model in Spark's format; the directory appears only when it is complete. */
    public static void save(SparkSession spark, MLWritable model, String directory) throws IOException {
        Path target = new Path(directory);
        Path parent = target.getParent();
        String name = "_" + target.getName() + ".incomplete";
        Path incomplete = parent == null ? new Path(name) : new Path(parent, name);
        FileSystem files = target.getFileSystem(spark.sparkContext().hadoopConfiguration());
        model.write().session(spark).overwrite().save(incomplete.toString());
        if (!files.rename(incomplete, target)) {
            throw new IOException("cannot rename " + incomplete + " to " + target);
        }
    }

    private static Path path(String directory) {
        try {
            return new Path(directory);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "--model " + directory + ": is neither a path without colons nor a URI with a scheme", e);
        }
    }

    private static Vector vector(Columns columns, double[] coefficients) {
        int[] ids = columns.ids();
        Vector vector =
                ids == null ? Vectors.dense(coefficients) : Vectors.sparse(columns.features(), ids, coefficients);
        return vector.compressed();
    }
}
