package io.ef21.ml;

import io.ef21.data.ClassLabels;
import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Labels;
import io.ef21.kernel.Dense;
import io.ef21.objective.Loss;
import io.ef21.objective.Perceptron;
import io.ef21.objective.Problem;
import io.ef21.objective.RowProblem;
import io.ef21.objective.Softmax;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.SparkSession;

/** Spark's own models, without an intercept, made and saved. */
public final class SparkModels {
    private SparkModels() {}

    /**
     * Refuses a problem that Spark has no model for.
     *
     * @throws InvalidInputException if it is one
     */
    public static void requireModel(Problem problem) {
        if (!(problem instanceof Loss || problem instanceof Softmax || problem instanceof Perceptron)) {
            throw new InvalidInputException(
                    "--model: Spark has no model for --objective " + problem + "; leave it out");
        }
    }

    /**
     * The model class that predicts what a problem was trained for: LogisticRegressionModel; LinearSVCModel for the other
     * losses of two classes, whose prediction is the sign of the margin; LinearRegressionModel for real labels;
     * LogisticRegressionModel, multinomial, for softmax; MultilayerPerceptronClassificationModel. Classes are predicted by
     * their number from 0.
     *
     * @param features columns of the data
     * @param columns of the variables; all others are 0
     * @param variables as trained, x - x^0
     * @throws InvalidInputException if there is none
     */
    public static MLWritable of(RowProblem problem, Labels labels, int features, Columns columns, double[] variables) {
        requireModel(problem);
        return of(Identifiable.randomUID("ef21"), problem, labels, features, columns, variables);
    }

    /** The same, with the uid of the Estimator that trained it. */
    static MLWritable of(
            String uid, RowProblem problem, Labels labels, int features, Columns columns, double[] variables) {
        if (problem instanceof Softmax) {
            return multinomial(uid, ((ClassLabels) labels).classes(), features, columns, variables);
        }
        if (problem instanceof Perceptron perceptron) {
            return perceptron(uid, perceptron, labels, features, variables);
        }
        if (problem instanceof Loss.Logistic) {
            return new LogisticRegressionModel(uid, vector(columns, variables), 0.0);
        }
        Vector vector = vector(columns, variables);
        return ((Loss) problem).binary()
                ? new LinearSVCModel(uid, vector, 0.0)
                : new LinearRegressionModel(uid, vector, 0.0);
    }

    /** Class c of feature j is entry j K + c here, and in the matrix, column after column, as well. */
    private static LogisticRegressionModel multinomial(
            String uid, int classes, int features, Columns columns, double[] coefficients) {
        double[] all = vector(columns, coefficients).toArray();
        return new LogisticRegressionModel(
                uid,
                new DenseMatrix(classes, features, all).compressed(),
                Vectors.zeros(classes).toSparse(),
                classes,
                true);
    }

    private static MultilayerPerceptronClassificationModel perceptron(
            String uid, Perceptron problem, Labels labels, int features, double[] variables) {
        double[] weights = problem.start(features, labels);
        Dense.addScaled(1, variables, weights);
        MultilayerPerceptronClassificationModel model =
                new MultilayerPerceptronClassificationModel(uid, Vectors.dense(weights));
        model.set(model.layers(), problem.sizes(features, labels));
        return model;
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
