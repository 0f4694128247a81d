package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.data.OneHotRows;
import io.ef21.data.RowBlock;
import io.ef21.spark.TestSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The Estimator as a Spark user meets it. */
class EF21LogisticRegressionTest {
    @Test
    void fit_reachesMllibsOptimum() {
        Dataset<Row> data = data(3000);
        double[] ours = new EF21LogisticRegression()
                .setRegParam(0.2)
                .setMethod("ef21")
                .setFitIntercept(false)
                .setStandardization(false)
                .setCompressor("topk:0.25")
                .setValueBits(64)
                .setNumClients(3)
                .setMaxIter(4000)
                .setGradientTol(1e-6)
                .fit(data)
                .coefficients()
                .toArray();
        double[] mllib = new LogisticRegression()
                .setRegParam(0.2)
                .setFitIntercept(false)
                .setStandardization(false)
                .setTol(1e-14)
                .setMaxIter(500)
                .fit(data)
                .coefficients()
                .toArray();
        // the gradient norm bounds the distance: |x - x*| <= |grad| / regParam = 5e-6, MLlib's own stop adds its share
        assertArrayEquals(mllib, ours, 1e-5);
    }

    @Test
    void fit_leavesNothingCachedAndRepeats() {
        Dataset<Row> data = data(300);
        EF21LogisticRegression estimator =
                new EF21LogisticRegression().setMaxIter(15).setNumClients(4);
        LogisticRegressionModel first = estimator.fit(data);
        LogisticRegressionModel second = estimator.setNumPartitions(1).fit(data);
        assertArrayEquals(first.coefficients().toArray(), second.coefficients().toArray());
        assertTrue(TestSpark.context().getPersistentRDDs().isEmpty());
    }

    @Test
    void fit_refusesWhatItCannotUse() {
        Dataset<Row> data = data(50);
        for (EF21LogisticRegression bad : List.of(
                new EF21LogisticRegression().setMethod("ef2"),
                new EF21LogisticRegression().setCompressor("topk:1000"),
                new EF21LogisticRegression().setRegularizerAt("nowhere"),
                new EF21LogisticRegression().setNumClients(51),
                new EF21LogisticRegression().setNumClients(2).setNumPartitions(3))) {
            assertThrows(InvalidInputException.class, () -> bad.fit(data));
        }
        Dataset<Row> three = frame(
                List.of(RowFactory.create(0.0, Vectors.dense(1, 2)), RowFactory.create(2.0, Vectors.dense(1, 2))));
        InvalidInputException label = assertThrows(
                InvalidInputException.class,
                () -> new EF21LogisticRegression().setFamily("binomial").fit(three));
        assertEquals(
                "family binomial takes labels 0 and 1 (got 2.0): use family multinomial, or auto", label.getMessage());
        Dataset<Row> nan = frame(List.of(RowFactory.create(0.0, Vectors.dense(1, Double.NaN))));
        InvalidInputException feature =
                assertThrows(InvalidInputException.class, () -> new EF21LogisticRegression().fit(nan));
        assertTrue(String.valueOf(feature.getMessage()).contains("feature 1 of column 'features' is NaN"));
    }

    @Test
    void threshold_andThresholdsAreOne() {
        EF21LogisticRegression estimator = new EF21LogisticRegression().setThreshold(0.25);
        assertArrayEquals(new double[] {0.75, 0.25}, estimator.getThresholds());
        estimator.setThresholds(new double[] {0.4, 0.6});
        assertFalse(estimator.isSet(estimator.threshold()));
        assertEquals(0.6, estimator.getThreshold(), 1e-15);
        estimator.set(estimator.threshold(), 0.1);
        assertThrows(InvalidInputException.class, () -> estimator.fit(data(20)));
        assertThrows(InvalidInputException.class, () -> new EF21LogisticRegression()
                .setThresholds(new double[] {1, 1, 1})
                .fit(data(20)));
    }

    /** Each says which Param, by its own name. */
    @Test
    void badValues_areNamedLikeParams() {
        Dataset<Row> data = data(20);
        for (EF21LogisticRegression bad : List.of(
                new EF21LogisticRegression().setServerUpdate("lbgfs"),
                new EF21LogisticRegression().setMomentum("2").setMethod("ef21-hb"),
                new EF21LogisticRegression().setStepSize(1).setStepSizeRule("theory"),
                new EF21LogisticRegression().setResume("require"),
                new EF21LogisticRegression().setHistoryPath("/no/such/folder/file"),
                new EF21LogisticRegression().setMethod("beer"),
                new EF21LogisticRegression().setFamily("gaussian"),
                new EF21LogisticRegression().setClientCol("label").setNumClients(3),
                new EF21LogisticRegression().setValidationIndicatorCol("held"))) {
            InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> bad.fit(data));
            String sentence = String.valueOf(refusal.getMessage());
            assertFalse(sentence.contains("--"), sentence);
            assertTrue(
                    Arrays.stream(bad.params()).anyMatch(param -> bad.isSet(param) && sentence.contains(param.name())),
                    sentence);
        }
        assertThrows(IllegalArgumentException.class, () -> new EF21LogisticRegression().setAggregationDepth(1));
        assertThrows(IllegalArgumentException.class, () -> new EF21LogisticRegression().setCheckpointInterval(0));
    }

    private static Dataset<Row> data(int rows) {
        RowBlock block = new OneHotRows(11, rows).block(0, rows);
        List<Row> list = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            RowBlock one = block.slice(i, i + 1);
            double[] ones = new double[one.columns().length];
            Arrays.fill(ones, 1.0);
            list.add(RowFactory.create(
                    one.labels()[0] > 0 ? 1.0 : 0.0, Vectors.sparse(OneHotRows.WIDTH, one.columns(), ones)));
        }
        return frame(list);
    }

    private static Dataset<Row> frame(List<Row> rows) {
        StructType type =
                new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType());
        return TestSpark.session().createDataFrame(rows, type).repartition(1);
    }
}
