package io.ef21.ml;

import io.ef21.data.ClassLabels;
import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Labels;
import io.ef21.kernel.Dense;
import io.ef21.objective.Loss;
import io.ef21.objective.Perceptron;
import io.ef21.objective.Problem;
import io.ef21.objective.Regularizer;
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
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.SparkSession;

/** Spark's own models, made and saved. */
public final class SparkModels {
    private SparkModels() {}

    /**
     * What a training came to.
     *
     * @param problem that was trained
     * @param labels of the data
     * @param features columns of the data
     * @param intercept whether the last variables are intercepts
     * @param regularizer of the training
     * @param columns of the variables; all others are 0
     * @param variables as trained, x - x^0
     */
    public record Trained(
            RowProblem problem,
            Labels labels,
            int features,
            boolean intercept,
            Regularizer regularizer,
            Columns columns,
            double[] variables) {
        /** So many last variables are intercepts. */
        private int intercepts() {
            return intercept ? problem.outputs(labels) : 0;
        }

        /** A shift of all classes changes no probability, and squares are least where they add up to 0. */
        private boolean shiftsFreely() {
            return regularizer instanceof Regularizer.None
                    || regularizer instanceof Regularizer.L2
                    || (regularizer instanceof Regularizer.ElasticNet net && net.ratio() == 0);
        }
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
     * @throws InvalidInputException if there is none
     */
    public static MLWritable of(Trained trained) {
        requireModel(trained.problem());
        return of(Identifiable.randomUID("ef21"), trained);
    }

    /** The same, with the uid of the Estimator that trained it. */
    static MLWritable of(String uid, Trained trained) {
        RowProblem problem = trained.problem();
        if (problem instanceof Softmax) {
            return multinomial(uid, trained);
        }
        if (problem instanceof Perceptron perceptron) {
            return perceptron(uid, perceptron, trained);
        }
        Linear linear = Linear.of(trained.columns(), trained.intercepts(), trained.variables());
        if (problem instanceof Loss.Logistic) {
            return new LogisticRegressionModel(uid, linear.coefficients(), linear.intercept());
        }
        return ((Loss) problem).binary()
                ? new LinearSVCModel(uid, linear.coefficients(), linear.intercept())
                : new LinearRegressionModel(uid, linear.coefficients(), linear.intercept());
    }

    /**
     * Class c of feature j is entry j K + c here, and in the matrix, column after column, as well. Only differences of the
     * intercepts matter; those told add up to 0, as Spark's do.
     */
    private static LogisticRegressionModel multinomial(String uid, Trained trained) {
        int classes = ((ClassLabels) trained.labels()).classes();
        double[] variables = trained.shiftsFreely() ? centered(trained.variables(), classes) : trained.variables();
        Linear linear = Linear.of(trained.columns(), trained.intercepts(), variables);
        return new LogisticRegressionModel(
                uid,
                matrix(classes, trained.features(), linear.coefficients()).compressed(),
                trained.intercept()
                        ? Vectors.dense(centered(linear.intercepts(), classes))
                        : Vectors.zeros(classes).toSparse(),
                classes,
                true);
    }

    /** The columns that do not occur take no room: K x d numbers may be more than fit into memory. */
    private static Matrix matrix(int classes, int features, Vector entries) {
        if (!(entries instanceof SparseVector sparse)) {
            return new DenseMatrix(classes, features, entries.toArray());
        }
        int[] indices = sparse.indices();
        int[] starts = new int[features + 1];
        int[] rows = new int[indices.length];
        for (int p = 0; p < indices.length; p++) {
            starts[indices[p] / classes + 1]++;
            rows[p] = indices[p] % classes;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return new SparseMatrix(classes, features, starts, rows, sparse.values());
    }

    /** Every group of so many entries less its mean. */
    private static double[] centered(double[] entries, int group) {
        double[] centered = entries.clone();
        for (int from = 0; from < entries.length; from += group) {
            double mean = Arrays.stream(entries, from, from + group).sum() / group;
            for (int k = from; k < from + group; k++) {
                centered[k] -= mean;
            }
        }
        return centered;
    }

    private static MultilayerPerceptronClassificationModel perceptron(String uid, Perceptron problem, Trained trained) {
        double[] weights = problem.start(trained.features(), trained.labels());
        Dense.addScaled(1, trained.variables(), weights);
        MultilayerPerceptronClassificationModel model =
                new MultilayerPerceptronClassificationModel(uid, Vectors.dense(weights));
        model.set(model.layers(), problem.sizes(trained.features(), trained.labels()));
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

    /** Variables as coefficients and intercepts. */
    private record Linear(Vector coefficients, double[] intercepts) {
        /**
         * @param count so many last variables are intercepts
         */
        static Linear of(Columns columns, int count, double[] variables) {
            int last = variables.length - count;
            int[] ids = columns.ids();
            double[] coefficients = Arrays.copyOf(variables, last);
            Vector vector = ids == null
                    ? Vectors.dense(coefficients)
                    : Vectors.sparse(columns.features() - count, Arrays.copyOf(ids, last), coefficients);
            return new Linear(vector.compressed(), Arrays.copyOfRange(variables, last, variables.length));
        }

        double intercept() {
            return intercepts.length == 0 ? 0.0 : intercepts[0];
        }
    }
}
