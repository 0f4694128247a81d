package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Estimators inside Spark's own meta-algorithms, and beside each other. */
class TuningTest {
    @TempDir
    private Path folder;

    @Test
    void crossValidator_searchesCompressorsAndPenaltiesAndLoadsAgain() throws IOException {
        EF21LogisticRegression estimator =
                new EF21LogisticRegression().setMaxIter(8).setNumClients(2);
        List<ParamMap> maps = new ArrayList<>();
        for (String compressor : List.of("topk:1", "quantize:4")) {
            for (double lambda : new double[] {0.001, 10}) {
                maps.add(new ParamMap()
                        .put(
                                estimator.compressor().w(compressor),
                                estimator.regParam().w(lambda)));
            }
        }
        ParamMap[] grid = maps.toArray(new ParamMap[0]);
        CrossValidator validator = new CrossValidator()
                .setEstimator(estimator)
                .setEstimatorParamMaps(grid)
                .setEvaluator(new BinaryClassificationEvaluator())
                .setNumFolds(2)
                .setSeed(3)
                .setParallelism(2);
        Dataset<Row> data = Frames.binary(80);
        CrossValidatorModel model = validator.fit(data);
        assertEquals(4, model.avgMetrics().length);
        String place = folder.resolve("validator").toString();
        validator.write().overwrite().save(place);
        assertArrayEquals(
                model.avgMetrics(), CrossValidator.load(place).fit(data).avgMetrics());
        model.write().overwrite().save(folder.resolve("model").toString());
        assertEquals(
                ((LogisticRegressionModel) model.bestModel()).coefficients(),
                ((LogisticRegressionModel)
                                CrossValidatorModel.load(folder.resolve("model").toString())
                                        .bestModel())
                        .coefficients());
    }

    @Test
    void trainValidationSplit_findsTheWeakPenalty() {
        EF21LinearRegression estimator =
                new EF21LinearRegression().setMaxIter(20).setNumClients(2);
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(estimator.regParam(), new double[] {100, 0.0001})
                .build();
        TrainValidationSplitModel model = new TrainValidationSplit()
                .setEstimator(estimator)
                .setEstimatorParamMaps(grid)
                .setEvaluator(new RegressionEvaluator())
                .setSeed(3)
                .setParallelism(2)
                .fit(Frames.numbers(80));
        assertTrue(model.validationMetrics()[1] < 0.1 * model.validationMetrics()[0]);
        assertEquals(0.0001, (Double)
                model.bestModel().getOrDefault(model.bestModel().getParam("regParam")));
    }

    @Test
    void oneVsRest_passesWeights() {
        EF21LinearSVC estimator = new EF21LinearSVC().setMaxIter(10).setNumClients(2);
        Dataset<Row> data = Frames.classes(90);
        // rows of weight 0 are as good as absent
        Dataset<Row> weighted = data.withColumn("weight", functions.expr("case when label = 2 then 0 else 1 end"));
        OneVsRestModel ours =
                new OneVsRest().setClassifier(estimator).setWeightCol("weight").fit(weighted);
        OneVsRestModel two = new OneVsRest().setClassifier(estimator).fit(data.filter("label < 2"));
        assertEquals(3, ours.models().length);
        for (int c = 0; c < 2; c++) {
            assertEquals(
                    ((LinearSVCModel) two.models()[c]).coefficients(),
                    ((LinearSVCModel) ours.models()[c]).coefficients());
        }
        assertTrue(ours.transform(data).filter("prediction = label").count() > 40);
    }

    @Test
    void twoFitsAtOnce_areTwoFits() throws Exception {
        Dataset<Row> data = Frames.binary(80);
        EF21LogisticRegression weak =
                new EF21LogisticRegression().setMaxIter(10).setRegParam(0.01);
        EF21LogisticRegression strong =
                new EF21LogisticRegression().setMaxIter(10).setRegParam(1).setCompressor("topk:1");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<LogisticRegressionModel> first = () -> weak.fit(data);
            Callable<LogisticRegressionModel> second = () -> strong.fit(data);
            List<Future<LogisticRegressionModel>> both = threads.invokeAll(List.of(first, second));
            assertEquals(weak.fit(data).coefficients(), both.get(0).get().coefficients());
            assertEquals(strong.fit(data).coefficients(), both.get(1).get().coefficients());
        } finally {
            threads.shutdownNow();
        }
    }
}
