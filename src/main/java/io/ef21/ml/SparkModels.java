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
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SparseMatrix;
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
        if (problem instanceof Softmax) {
            return multinomial(((ClassLabels) labels).classes(), features, columns, variables);
        }
        if (problem instanceof Perceptron perceptron) {
            return perceptron(perceptron, labels, features, variables);
        }
        if (problem instanceof Loss.Logistic) {
            return logistic(Identifiable.randomUID("logreg"), columns, variables);
        }
        Vector vector = vector(columns, variables);
        return ((Loss) problem).binary()
                ? new LinearSVCModel(Identifiable.randomUID("linearsvc"), vector, 0.0)
                : new LinearRegressionModel(Identifiable.randomUID("linReg"), vector, 0.0);
    }

    /** Class c of feature j is entry j K + c here, and in the matrix, column after column, as well. */
    private static LogisticRegressionModel multinomial(
            int classes, int features, Columns columns, double[] coefficients) {
        return new LogisticRegressionModel(
                Identifiable.randomUID("logreg"),
                matrix(classes, features, columns, coefficients).compressed(),
                Vectors.zeros(classes).toSparse(),
                classes,
                true);
    }

    /** The columns that do not occur take no room: K x d numbers may be more than an array holds. */
    private static Matrix matrix(int classes, int features, Columns columns, double[] coefficients) {
        int[] ids = columns.ids();
        if (ids == null) {
            return new DenseMatrix(classes, features, coefficients);
        }
        int[] starts = new int[features + 1];
        int[] rows = new int[ids.length];
        for (int p = 0; p < ids.length; p++) {
            starts[ids[p] / classes + 1]++;
            rows[p] = ids[p] % classes;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return new SparseMatrix(classes, features, starts, rows, coefficients);
    }

    private static MultilayerPerceptronClassificationModel perceptron(
            Perceptron problem, Labels labels, int features, double[] variables) {
        double[] weights = problem.start(features, labels);
        Dense.addScaled(1, variables, weights);
        MultilayerPerceptronClassificationModel model =
                new MultilayerPerceptronClassificationModel(Identifiable.randomUID("mlpc"), Vectors.dense(weights));
        model.set(model.layers(), problem.sizes(features, labels));
        return model;
    }

    /**
     * Refuses a place where something is already, and what names no place.
     *
     * @throws InvalidInputException if it is one of these
     */
    public static void requireAbsent(String directory, Configuration configuration) throws IOException {
        requireAbsent("--model", directory, configuration);
    }

    /**
     * The same for another option.
     *
     * @throws InvalidInputException as there
     */
    public static void requireAbsent(String flag, String directory, Configuration configuration) throws IOException {
        Path path = path(flag, directory);
        if (path.getFileSystem(configuration).exists(path)) {
            throw new InvalidInputException(
                    flag + " " + directory + ": already exists; name another directory or remove it");
        }
    }

    /** Saves a model in Spark's format; the directory appears only when it is complete. */
    public static void save(SparkSession spark, MLWritable model, String directory) throws IOException {
        Path target = new Path(directory);
        Path incomplete = incomplete(target);
        FileSystem files = target.getFileSystem(spark.sparkContext().hadoopConfiguration());
        model.write().session(spark).overwrite().save(incomplete.toString());
        if (!files.rename(incomplete, target)) {
            throw new IOException("cannot rename " + incomplete + " to " + target);
        }
    }

    /** Where something is written before it gets its name. */
    static Path incomplete(Path target) {
        Path parent = target.getParent();
        String name = "_" + target.getName() + ".incomplete";
        return parent == null ? new Path(name) : new Path(parent, name);
    }

    static Path path(String flag, String directory) {
        try {
            return new Path(directory);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    flag + " " + directory + ": is neither a path without colons nor a URI with a scheme", e);
        }
    }

    private static Vector vector(Columns columns, double[] coefficients) {
        int[] ids = columns.ids();
        Vector vector =
                ids == null ? Vectors.dense(coefficients) : Vectors.sparse(columns.features(), ids, coefficients);
        return vector.compressed();
    }
}
