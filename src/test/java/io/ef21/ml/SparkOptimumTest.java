package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.spark.TestSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Estimators come to the optimum of Spark's own, on columns of unlike scales, one of them constant. */
class SparkOptimumTest {
    private static final int ROWS = 240;
    private static final int D = 9;
    private static final int CONSTANT = 3;
    private static final double NEAR = 1e-6;

    @ParameterizedTest
    @CsvSource({
        "2, 0.01, 0, true, true, true",
        "2, 0.01, 0, true, false, false",
        "2, 0.01, 1, true, true, false",
        "2, 0.02, 0.3, true, false, true",
        "3, 0.01, 0, true, true, true",
        "3, 0.01, 0, true, false, false",
        "3, 0.01, 0.5, true, true, false"
    })
    void logistic_theOptimumOfSparks(
            int classes, double lambda, double share, boolean intercept, boolean standardized, boolean weighted) {
        Dataset<Row> data = data(classes, true);
        compareLogistic(data, lambda, share, intercept, standardized, weighted);
    }

    /** Without an intercept Spark leaves constant columns out, and we do not: the data have none. */
    @ParameterizedTest
    @CsvSource({
        "2, 0, 0, true, true, false",
        "2, 0.01, 0, false, true, true",
        "2, 0.01, 0.5, false, false, false",
        "3, 0.01, 0, false, false, true"
    })
    void logistic_withoutConstantColumns(
            int classes, double lambda, double share, boolean intercept, boolean standardized, boolean weighted) {
        compareLogistic(data(classes, false), lambda, share, intercept, standardized, weighted);
    }

    private static void compareLogistic(
            Dataset<Row> data, double lambda, double share, boolean intercept, boolean standardized, boolean weighted) {
        LogisticRegression theirs = new LogisticRegression()
                .setRegParam(lambda)
                .setElasticNetParam(share)
                .setFitIntercept(intercept)
                .setStandardization(standardized)
                .setTol(1e-15)
                .setMaxIter(1000);
        EF21LogisticRegression ours = new EF21LogisticRegression()
                .setRegParam(lambda)
                .setElasticNetParam(share)
                .setFitIntercept(intercept)
                .setStandardization(standardized)
                .setNumClients(3)
                .setTol(1e-15)
                .setMaxIter(800);
        if (weighted) {
            theirs.setWeightCol("weight");
            ours.setWeightCol("weight");
        }
        LogisticRegressionModel expected = theirs.fit(data);
        LogisticRegressionModel model = ours.fit(data);
        near(expected.coefficientMatrix().toArray(), model.coefficientMatrix().toArray());
        near(expected.interceptVector().toArray(), model.interceptVector().toArray());
        assertEquals(expected.numClasses(), model.numClasses());
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0, true, true, true",
        "0.1, 0, true, false, false",
        "0.1, 1, true, true, false",
        "0.2, 0.3, true, false, true",
    })
    void linear_theOptimumOfSparks(
            double lambda, double share, boolean intercept, boolean standardized, boolean weighted) {
        compareLinear(data(1, true), lambda, share, intercept, standardized, weighted);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true, true, true", "0.1, 0.5, false, true, false"})
    void linear_withoutConstantColumns(
            double lambda, double share, boolean intercept, boolean standardized, boolean weighted) {
        compareLinear(data(1, false), lambda, share, intercept, standardized, weighted);
    }

    private static void compareLinear(
            Dataset<Row> data, double lambda, double share, boolean intercept, boolean standardized, boolean weighted) {
        // the normal solver takes deviations of the population, this one those of the sample, as the other estimators
        // do
        LinearRegression theirs = new LinearRegression()
                .setSolver("l-bfgs")
                .setRegParam(lambda)
                .setElasticNetParam(share)
                .setFitIntercept(intercept)
                .setStandardization(standardized)
                .setTol(1e-15)
                .setMaxIter(1000);
        EF21LinearRegression ours = new EF21LinearRegression()
                .setRegParam(lambda)
                .setElasticNetParam(share)
                .setFitIntercept(intercept)
                .setStandardization(standardized)
                .setNumClients(3)
                .setTol(1e-15)
                .setMaxIter(800);
        if (weighted) {
            theirs.setWeightCol("weight");
            ours.setWeightCol("weight");
        }
        LinearRegressionModel expected = theirs.fit(data);
        LinearRegressionModel model = ours.fit(data);
        near(expected.coefficients().toArray(), model.coefficients().toArray());
        near(new double[] {expected.intercept()}, new double[] {model.intercept()});
    }

    /** With yesterday's optimum to start from, the objective begins where it ended. */
    @Test
    void initialCoefficients_whereItBegins() {
        Dataset<Row> data = data(2, true);
        EF21LogisticRegression estimator =
                new EF21LogisticRegression().setRegParam(0.01).setNumClients(3).setTol(1e-12);
        LogisticRegressionModel first = estimator.fit(data);
        double[] start = java.util.Arrays.copyOf(first.coefficients().toArray(), D + 1);
        start[D] = first.intercept();
        LogisticRegressionModel second =
                estimator.setInitialCoefficients(Vectors.dense(start)).fit(data);
        double[] history = second.summary().objectiveHistory();
        double[] before = first.summary().objectiveHistory();
        assertEquals(before[before.length - 1], history[0], 1e-10 * history[0]);
        assertTrue(history.length < before.length, history.length + " rounds after " + before.length);
        near(first.coefficients().toArray(), second.coefficients().toArray(), 1e-4);
    }

    /** A prior of enormous precision is the posterior; where no row has a column, its mean stays. */
    @Test
    void priorCoefficients_drawTheModel() {
        Dataset<Row> data = data(2, true);
        double[] mean = new double[D + 1];
        java.util.Arrays.setAll(mean, j -> j - 3.5);
        LogisticRegressionModel model = new EF21LogisticRegression()
                .setRegParam(1e6)
                .setStandardization(false)
                .setNumClients(3)
                .setPriorCoefficients(Vectors.dense(mean))
                .setTol(1e-12)
                .fit(widened(data));
        for (int j = 0; j < D + 1; j++) {
            assertEquals(mean[j], model.coefficients().apply(j), j == D ? 0 : 1e-3, "coefficient " + j);
        }
        LogisticRegressionModel free = new EF21LogisticRegression()
                .setRegParam(1e-9)
                .setNumClients(3)
                .setPriorCoefficients(Vectors.dense(mean))
                .setTol(1e-14)
                .setMaxIter(500)
                .fit(data(2, false).select("label", "features"));
        LogisticRegressionModel none = new EF21LogisticRegression()
                .setNumClients(3)
                .setTol(1e-14)
                .setMaxIter(500)
                .fit(data(2, false));
        near(none.coefficients().toArray(), free.coefficients().toArray(), 1e-3);
    }

    private static Dataset<Row> widened(Dataset<Row> data) {
        List<Row> rows = new ArrayList<>();
        for (Row row : data.select("label", "features").collectAsList()) {
            rows.add(RowFactory.create(
                    row.getDouble(0),
                    Vectors.dense(java.util.Arrays.copyOf(((Vector) row.get(1)).toArray(), D + 1))
                            .toSparse()));
        }
        return TestSpark.session()
                .createDataFrame(
                        rows,
                        new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType()));
    }

    private static void near(double[] expected, double[] actual) {
        near(expected, actual, NEAR);
    }

    private static void near(double[] expected, double[] actual, double tolerance) {
        double norm = 0;
        double error = 0;
        for (int j = 0; j < expected.length; j++) {
            norm = Math.max(norm, Math.abs(expected[j]));
            error = Math.max(error, Math.abs(expected[j] - actual[j]));
        }
        assertTrue(
                error <= tolerance * norm,
                "off by " + error + " of " + norm + "\n" + java.util.Arrays.toString(expected) + "\n"
                        + java.util.Arrays.toString(actual));
    }

    /**
     * Rows whose columns have scales from 0.1 to 10, some with a mean, two thirds of the entries given; the last third of the
     * rows is dense.
     *
     * @param classes 1 for real labels
     * @param constant whether column {@link #CONSTANT} is
     */
    private static Dataset<Row> data(int classes, boolean constant) {
        Random random = new Random(4);
        double[][] truth = new double[classes][D];
        for (double[] one : truth) {
            java.util.Arrays.setAll(one, j -> random.nextGaussian());
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double[] row = new double[D];
            double[] score = new double[classes];
            for (int j = 0; j < D; j++) {
                boolean given = i > ROWS * 2 / 3 || random.nextInt(3) > 0;
                double standard = given ? random.nextGaussian() + (j % 4 == 0 ? 2 : 0) : 0;
                row[j] = constant && j == CONSTANT ? 0.7 : standard * Math.pow(10, j % 3 - 1);
                for (int c = 0; c < classes; c++) {
                    score[c] += truth[c][j] * standard;
                }
            }
            int best = 0;
            for (int c = 0; c < classes; c++) {
                score[c] += 2 * random.nextGaussian() + (c == 1 ? 1 : 0);
                best = score[c] > score[best] ? c : best;
            }
            rows.add(RowFactory.create(
                    classes == 1 ? 3 + score[0] : (double) best,
                    Vectors.dense(row).compressed(),
                    i % 7 == 0 ? 0.0 : 1.0 + i % 3));
        }
        StructType type = new StructType()
                .add("label", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType())
                .add("weight", DataTypes.DoubleType);
        return TestSpark.session().createDataFrame(rows, type).coalesce(2);
    }
}
