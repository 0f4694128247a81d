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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Estimator as a Spark user meets it. */
class EF21LogisticRegressionTest {
    @TempDir
    private Path folder;

    @Test
    void fit_reachesMllibsOptimum() {
        Dataset<Row> data = data(3000);
        double[] ours = new EF21LogisticRegression()
                .setRegParam(0.2)
                .setMethod("ef21")
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
    void pipeline_survivesSaveAndLoad() throws IOException {
        Dataset<Row> data = data(400);
        EF21LogisticRegression estimator = new EF21LogisticRegression()
                .setFeaturesCol("normal")
                .setMaxIter(20)
                .setNumClients(2)
                .setSeed(5);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new Normalizer().setInputCol("features").setOutputCol("normal"), estimator
        });
        String place = folder.resolve("pipeline").toString();
        pipeline.write().overwrite().save(place);
        EF21LogisticRegression loaded =
                (EF21LogisticRegression) Pipeline.load(place).getStages()[1];
        assertEquals(estimator.uid(), loaded.uid());
        assertEquals("normal", loaded.getFeaturesCol());
        assertEquals(20, loaded.getMaxIter());
        assertEquals(5, loaded.getSeed());

        PipelineModel model = Pipeline.load(place).fit(data);
        String modelPlace = folder.resolve("model").toString();
        model.write().overwrite().save(modelPlace);
        PipelineModel reloaded = PipelineModel.load(modelPlace);
        assertTrue(reloaded.stages()[1] instanceof LogisticRegressionModel);
        assertEquals(
                model.transform(data).select("probability").collectAsList(),
                reloaded.transform(data).select("probability").collectAsList());
        assertEquals(estimator.uid(), reloaded.stages()[1].uid());
    }

    @Test
    void everyParam_isFoundCopiedAndExplained() {
        EF21LogisticRegression estimator = new EF21LogisticRegression("me").setCompressor("topk:7");
        List<String> names =
                Arrays.stream(estimator.params()).map(param -> param.name()).toList();
        assertTrue(
                names.containsAll(List.of(
                        "featuresCol",
                        "labelCol",
                        "maxIter",
                        "regParam",
                        "seed",
                        "regularizer",
                        "regularizerAt",
                        "method",
                        "compressor",
                        "valueBits",
                        "init",
                        "clientWeights",
                        "stepSizeRule",
                        "gradientTol",
                        "numClients",
                        "numPartitions",
                        "split")),
                names.toString());
        for (var param : estimator.params()) {
            assertEquals("me", param.parent(), param.name());
        }
        EF21LogisticRegression copy =
                estimator.copy(new ParamMap().put(estimator.maxIter().w(3)));
        assertEquals("me", copy.uid());
        assertEquals("topk:7", copy.getCompressor());
        assertEquals(3, copy.getMaxIter());
        assertEquals(100, estimator.getMaxIter());
        assertTrue(estimator.explainParams().contains("compressor: compressor C, such as topk:0.01"));
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
        assertFalse(first.hasSummary());
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
        InvalidInputException label =
                assertThrows(InvalidInputException.class, () -> new EF21LogisticRegression().fit(three));
        assertTrue(String.valueOf(label.getMessage()).contains("the label in column 'label' must be 0 or 1 (got 2.0)"));
        Dataset<Row> nan = frame(List.of(RowFactory.create(0.0, Vectors.dense(1, Double.NaN))));
        InvalidInputException feature =
                assertThrows(InvalidInputException.class, () -> new EF21LogisticRegression().fit(nan));
        assertTrue(String.valueOf(feature.getMessage()).contains("feature 1 of column 'features' is NaN"));
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
