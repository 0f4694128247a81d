package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.run.StopReason;
import java.util.List;
import org.apache.spark.ml.classification.BinaryLogisticRegressionTrainingSummary;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.LogisticRegressionTrainingSummary;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionTrainingSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Summaries answer MLlib's calls and ours. */
class SummariesTest {
    private static void answersOurs(Object summary, double[] objectives, int iterations) {
        EF21TrainingSummary ours = (EF21TrainingSummary) summary;
        assertEquals(iterations + 1, objectives.length);
        assertEquals(iterations, ours.history().last().round());
        assertTrue(objectives[iterations] < objectives[0]);
        assertEquals(objectives.length, ours.gradientNormBounds().length);
        assertEquals(StopReason.ROUNDS, ours.stopReason());
        List<Row> rounds = ours.rounds().orderBy("round").collectAsList();
        assertEquals(objectives.length, rounds.size());
        for (int t = 0; t < objectives.length; t++) {
            assertEquals(objectives[t], rounds.get(t).<Double>getAs("objective"));
        }
        assertEquals(ours.uplinkBits(), rounds.get(iterations).<Double>getAs("uplinkBits"));
        assertTrue(ours.uplinkBits() > 0 && ours.uplinkBytes() > 0 && ours.downlinkBytes() > 0);
        assertEquals(2, ours.clients().count());
        assertTrue(ours.reasons().stream().noneMatch(reason -> reason.contains("--")));
    }

    @Test
    void binomial() {
        Dataset<Row> data = Frames.binary(60);
        LogisticRegressionModel model = new EF21LogisticRegression()
                .setMaxIter(4)
                .setNumClients(2)
                .setWeightCol("weight")
                .fit(data);
        assertTrue(model.hasSummary());
        BinaryLogisticRegressionTrainingSummary summary = model.binarySummary();
        assertSame(model.summary(), summary);
        answersOurs(summary, summary.objectiveHistory(), summary.totalIterations());
        assertEquals(60, summary.predictions().count());
        assertEquals(model.evaluate(data).accuracy(), summary.accuracy());
        assertTrue(summary.areaUnderROC() > 0.8);
        assertTrue(model.copy(new org.apache.spark.ml.param.ParamMap()).hasSummary());
    }

    @Test
    void multinomial_withoutNamedColumns() {
        Dataset<Row> data = Frames.classes(60);
        LogisticRegressionModel model = new EF21LogisticRegression()
                .setMaxIter(4)
                .setNumClients(2)
                .setProbabilityCol("")
                .setPredictionCol("")
                .fit(data);
        LogisticRegressionTrainingSummary summary = model.summary();
        answersOurs(summary, summary.objectiveHistory(), summary.totalIterations());
        assertEquals(3, summary.labels().length);
        assertTrue(summary.accuracy() > 0.5);
    }

    @Test
    void linearRegression() {
        LinearRegressionModel model =
                new EF21LinearRegression().setMaxIter(4).setNumClients(2).fit(Frames.numbers(60));
        LinearRegressionTrainingSummary summary = model.summary();
        answersOurs(summary, summary.objectiveHistory(), summary.totalIterations());
        double[] objectives = summary.objectiveHistory();
        assertEquals(2 * objectives[objectives.length - 1], summary.meanSquaredError(), 1e-10);
        assertEquals(60, summary.numInstances());
    }

    @Test
    void linearSvc() {
        LinearSVCModel model =
                new EF21LinearSVC().setMaxIter(4).setNumClients(2).fit(Frames.binary(60));
        answersOurs(
                model.summary(),
                model.summary().objectiveHistory(),
                model.summary().totalIterations());
        assertTrue(model.summary().areaUnderROC() > 0.8);
    }

    @Test
    void perceptron() {
        MultilayerPerceptronClassificationModel model = new EF21MultilayerPerceptronClassifier()
                .setLayers(new int[] {Frames.FEATURES, 3, 3})
                .setMaxIter(4)
                .setNumClients(2)
                .fit(Frames.classes(60));
        answersOurs(
                model.summary(),
                model.summary().objectiveHistory(),
                model.summary().totalIterations());
        assertEquals(60, model.summary().predictions().count());
    }
}
