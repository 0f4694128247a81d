package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.data.BinaryLabels;
import io.ef21.data.ClassLabels;
import io.ef21.data.Deal;
import io.ef21.data.Labels;
import io.ef21.data.RowBlock;
import io.ef21.data.Split;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.objective.RowProblem;
import io.ef21.objective.Softmax;
import io.ef21.run.LocalEngine;
import io.ef21.run.ModelTerms;
import io.ef21.run.Outcome;
import io.ef21.run.Training;
import io.ef21.spark.TestSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intercepts and standardization against the optimum of Spark's own estimators, on columns of very unlike scales. */
class ModelTermsTest {
    private static final int ROWS = 400;
    private static final int D = 12;
    private static final double NEAR = 1e-6;

    @ParameterizedTest
    @CsvSource({
        "2, none, true, true",
        "2, l2:0.01, true, true",
        "2, l2:0.01, false, true",
        "2, l2:0.01, true, false",
        "2, l2:0.01, false, false",
        "2, l1:0.01, true, true",
        "2, elasticnet:0.01:0.5, true, false",
        "2, elasticnet:0.02:0.3, false, true",
        "3, l2:0.01, true, true",
        "3, l2:0.01, true, false",
        "3, l2:0.01, false, true",
        "3, elasticnet:0.01:0.5, true, true"
    })
    void logistic_comesToSparksOptimum(int classes, String regularizer, boolean intercept, boolean standardized) {
        RowBlock rows = rows(classes);
        Regularizer r = Regularizer.parse(regularizer);
        Labels labels = classes == 2 ? new BinaryLabels(0, 1) : new ClassLabels(new double[] {0, 1, 2});
        RowProblem problem = classes == 2 ? new Loss.Logistic() : new Softmax();
        Deal deal = new Deal(
                new Split(ROWS, 5, false, 0), D, true, labels, problem.layout(io.ef21.data.Layout.DEFAULT), intercept);
        List<Objective> clients = new ArrayList<>();
        deal.shards(List.of(rows))
                .forEach(shard -> clients.add(problem.client(shard, labels, new Regularizer.None(), intercept)));
        ModelTerms terms = ModelTerms.PLAIN
                .withIntercepts(intercept ? problem.outputs(labels) : 0)
                .withStandardization(standardized);
        try (LocalEngine engine = LocalEngine.of(clients, 2)) {
            Outcome outcome = new Training(
                            Problems.untuned("auto", "auto", r, 800, 1e-15).withModel(terms))
                    .run(engine, record -> {});
            LogisticRegressionModel ours = (LogisticRegressionModel) SparkModels.of(
                    problem,
                    labels,
                    D,
                    intercept,
                    r,
                    outcome.setting().population().columns(),
                    outcome.model());
            LogisticRegression spark = new LogisticRegression()
                    .setFitIntercept(intercept)
                    .setStandardization(standardized)
                    .setTol(1e-16)
                    .setMaxIter(2000);
            String[] parts = regularizer.split(":");
            if (parts.length > 1) {
                spark.setRegParam(Double.parseDouble(parts[1]));
            }
            spark.setElasticNetParam(parts[0].equals("l1") ? 1 : parts.length > 2 ? Double.parseDouble(parts[2]) : 0);
            LogisticRegressionModel theirs = spark.fit(frame(rows));
            near(theirs.coefficientMatrix().toArray(), ours.coefficientMatrix().toArray(), outcome);
            near(theirs.interceptVector().toArray(), ours.interceptVector().toArray(), outcome);
        }
    }

    private static void near(double[] expected, double[] actual, Outcome outcome) {
        double norm = 0;
        double error = 0;
        for (int j = 0; j < expected.length; j++) {
            norm = Math.max(norm, Math.abs(expected[j]));
            error = Math.max(error, Math.abs(expected[j] - actual[j]));
        }
        assertTrue(
                error <= NEAR * norm,
                "off by " + error + " of " + norm + " after " + outcome.last().round() + " rounds, "
                        + outcome.reason() + "\n" + java.util.Arrays.toString(expected) + "\n"
                        + java.util.Arrays.toString(actual));
    }

    private static Dataset<Row> frame(RowBlock rows) {
        List<Row> made = new ArrayList<>();
        for (int i = 0; i < rows.rows(); i++) {
            double[] row = new double[D];
            for (int p = rows.starts()[i]; p < rows.starts()[i + 1]; p++) {
                row[rows.columns()[p]] = rows.value(p);
            }
            made.add(RowFactory.create(rows.labels()[i], Vectors.dense(row).compressed()));
        }
        StructType type =
                new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType());
        return TestSpark.session().createDataFrame(made, type);
    }

    private static RowBlock rows(int classes) {
        Random random = new Random(4);
        RowBlock.Builder builder = new RowBlock.Builder();
        double[][] truth = new double[classes][D];
        for (double[] one : truth) {
            for (int j = 0; j < D; j++) {
                one[j] = random.nextGaussian();
            }
        }
        for (int i = 0; i < ROWS; i++) {
            double[] row = new double[D];
            double[] score = new double[classes];
            for (int j = 0; j < D; j++) {
                double standard = random.nextInt(3) > 0 ? random.nextGaussian() + (j % 4 == 0 ? 2 : 0) : 0;
                row[j] = standard * Math.pow(10, j % 5 - 2);
                for (int c = 0; c < classes; c++) {
                    score[c] += truth[c][j] * standard;
                }
            }
            int best = 0;
            for (int c = 0; c < classes; c++) {
                score[c] += 2 * random.nextGaussian() + (c == 1 ? 1 : 0);
                best = score[c] > score[best] ? c : best;
            }
            builder.row(best);
            for (int j = 0; j < D; j++) {
                if (row[j] != 0) {
                    builder.entry(j, row[j]);
                }
            }
        }
        return builder.build();
    }
}
