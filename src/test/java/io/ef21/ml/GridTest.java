package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.run.StopReason;
import io.ef21.spark.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grids that share runs, and early stops. */
class GridTest {
    private static final double[] LAMBDAS = {0.001, 1, 0.03, 0.1, 0.003, 0.3, 0.01};

    @TempDir
    private Path folder;

    @Test
    void fitMultiple_theModelsOfSingleFitsInOneRun() {
        Dataset<Row> data = Frames.binary(300);
        AtomicInteger rounds = new AtomicInteger();
        EF21LogisticRegression estimator = new EF21LogisticRegression()
                .setNumClients(3)
                .setTol(1e-13)
                .setMaxIter(300)
                .setRoundListener(record -> rounds.incrementAndGet());
        List<LogisticRegressionModel> shared = estimator.fitMultiple(data, lambdas(estimator));
        int together = rounds.getAndSet(0);
        for (int i = 0; i < LAMBDAS.length; i++) {
            LogisticRegressionModel single =
                    estimator.copy(lambdas(estimator)[i]).fit(data);
            assertArrayEquals(
                    single.coefficients().toArray(),
                    shared.get(i).coefficients().toArray(),
                    1e-5,
                    "lambda " + LAMBDAS[i]);
            assertEquals(single.intercept(), shared.get(i).intercept(), 1e-5);
            assertEquals(LAMBDAS[i], shared.get(i).getRegParam());
            assertEquals(
                    single.summary().objectiveHistory()[single.summary().totalIterations()],
                    shared.get(i)
                            .summary()
                            .objectiveHistory()[shared.get(i).summary().totalIterations()],
                    1e-9);
        }
        assertTrue(together < rounds.get(), together + " rounds together, " + rounds.get() + " one by one");
    }

    /** The strength of Spark's ridge is divided by the deviation of the labels, on a path as well. */
    @Test
    void fitMultiple_linearRegression() {
        Dataset<Row> data = Frames.numbers(200);
        EF21LinearRegression estimator = new EF21LinearRegression()
                .setNumClients(2)
                .setTol(1e-13)
                .setElasticNetParam(0.5)
                .setMaxIter(300);
        ParamMap[] maps = {
            new ParamMap().put(estimator.regParam().w(0.5)),
            new ParamMap().put(estimator.regParam().w(0.05))
        };
        List<LinearRegressionModel> shared = estimator.fitMultiple(data, maps);
        for (int i = 0; i < maps.length; i++) {
            assertArrayEquals(
                    estimator.copy(maps[i]).fit(data).coefficients().toArray(),
                    shared.get(i).coefficients().toArray(),
                    1e-5);
        }
    }

    @Test
    void pathCrossValidator_choosesAsSparksInFewerFits() throws IOException {
        Dataset<Row> data = Frames.binary(240).cache();
        EF21LogisticRegression estimator =
                new EF21LogisticRegression().setNumClients(2).setTol(1e-9);
        AtomicInteger rounds = new AtomicInteger();
        estimator.setRoundListener(record -> rounds.incrementAndGet());
        CrossValidatorModel sparks = validator(new CrossValidator(), estimator).fit(data);
        int single = rounds.getAndSet(0);
        CrossValidator validator = validator(new PathCrossValidator(), estimator);
        CrossValidatorModel ours = validator.fit(data);
        assertArrayEquals(sparks.avgMetrics(), ours.avgMetrics(), 1e-3);
        assertTrue(rounds.get() < single, rounds.get() + " rounds, Spark's " + single);
        assertSame(estimator, ours.getEstimator());
        String own = folder.resolve("validator").toString();
        validator.write().overwrite().save(own);
        assertEquals(LAMBDAS.length, CrossValidator.load(own).getEstimatorParamMaps().length);
        String place = folder.resolve("cv").toString();
        ours.write().overwrite().save(place);
        assertArrayEquals(ours.avgMetrics(), CrossValidatorModel.load(place).avgMetrics());
        data.unpersist(true);
        assertTrue(TestSpark.context().getPersistentRDDs().isEmpty());
    }

    /** Few rows to train on and no regularizer: the loss of the others falls first and then rises. */
    @Test
    void validation_endsWhereTheOthersLossFallsNoMore() {
        Dataset<Row> data =
                Frames.binary(260).withColumn("held", functions.expr("monotonically_increasing_id() % 4 > 0"));
        EF21LogisticRegression estimator =
                new EF21LogisticRegression().setNumClients(2).setTol(0).setMaxIter(200);
        LogisticRegressionModel stopped = estimator
                .copy(ParamMap.empty())
                .setValidationIndicatorCol("held")
                .fit(data);
        EF21TrainingSummary summary = (EF21TrainingSummary) stopped.summary();
        assertEquals(StopReason.LISTENER, summary.history().stopReason());
        assertEquals(
                data.filter("not held").count(), stopped.summary().predictions().count());
        assertThrows(InvalidInputException.class, () -> estimator
                .copy(ParamMap.empty())
                .setValidationIndicatorCol("held")
                .fit(data.withColumn("label", functions.expr("if(held, 2.0, label)"))));
        assertTrue(TestSpark.context().getPersistentRDDs().isEmpty());
        LogisticRegressionModel whole = estimator.fit(data.filter("not held"));
        assertTrue(loss(stopped, data.filter("held")) <= loss(whole, data.filter("held")) + 1e-12);
        assertTrue(TestSpark.context().getPersistentRDDs().isEmpty());
    }

    private static double loss(LogisticRegressionModel model, Dataset<Row> data) {
        double sum = 0;
        List<Row> rows = model.transform(data).select("label", "probability").collectAsList();
        for (Row row : rows) {
            sum -= Math.log(((org.apache.spark.ml.linalg.Vector) row.get(1)).apply((int) row.getDouble(0)));
        }
        return sum / rows.size();
    }

    private static CrossValidator validator(CrossValidator validator, EF21LogisticRegression estimator) {
        return validator
                .setEstimator(estimator)
                .setEstimatorParamMaps(lambdas(estimator))
                .setEvaluator(new BinaryClassificationEvaluator())
                .setNumFolds(2)
                .setParallelism(2)
                .setSeed(1);
    }

    private static ParamMap[] lambdas(EF21LogisticRegression estimator) {
        List<ParamMap> maps = new ArrayList<>();
        for (double lambda : LAMBDAS) {
            maps.add(new ParamMap().put(estimator.regParam().w(lambda)));
        }
        return maps.toArray(new ParamMap[0]);
    }
}
