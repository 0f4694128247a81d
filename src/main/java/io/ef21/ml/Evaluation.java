package io.ef21.ml;

import io.ef21.spark.VectorFrame;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * How well a model predicts rows, by Spark's own evaluators, each row counting its weight.
 *
 * @param measures in the order of the table
 */
public record Evaluation(List<Measure> measures) {
    /** Every distinct score is a threshold: the area under the curve is exact. */
    private static final int ALL_THRESHOLDS = 0;

    /** A number with its name. */
    public record Measure(String name, double value) {}

    /** Copies the list. */
    public Evaluation {
        measures = List.copyOf(measures);
    }

    /**
     * Of classes: log-loss, the mean of -log of the label's probability, which counts as 1e-15 at least, where the model
     * has probabilities; the area under the ROC curve, of two classes; accuracy. Of numbers: RMSE, MAE and R2.
     *
     * @param rows as {@link VectorFrame} makes them
     */
    public static Evaluation of(SavedModel model, Dataset<Row> rows) {
        Dataset<Row> predicted = model.model().transform(rows).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return new Evaluation(model.classes() == 0 ? numbers(predicted) : classes(model, predicted));
        } finally {
            predicted.unpersist(false);
        }
    }

    private static List<Measure> classes(SavedModel model, Dataset<Row> predicted) {
        List<Measure> measures = new ArrayList<>();
        MulticlassClassificationEvaluator evaluator = new MulticlassClassificationEvaluator()
                .setLabelCol(VectorFrame.LABEL)
                .setWeightCol(VectorFrame.WEIGHT);
        if (model.isProbabilistic()) {
            measures.add(
                    new Measure("log-loss", evaluator.setMetricName("logLoss").evaluate(predicted)));
        }
        if (model.classes() == 2) {
            BinaryClassificationEvaluator scores = new BinaryClassificationEvaluator()
                    .setLabelCol(VectorFrame.LABEL)
                    .setWeightCol(VectorFrame.WEIGHT)
                    .setNumBins(ALL_THRESHOLDS);
            measures.add(new Measure("AUC", scores.evaluate(predicted)));
        }
        measures.add(new Measure("accuracy", evaluator.setMetricName("accuracy").evaluate(predicted)));
        return measures;
    }

    private static List<Measure> numbers(Dataset<Row> predicted) {
        RegressionEvaluator evaluator =
                new RegressionEvaluator().setLabelCol(VectorFrame.LABEL).setWeightCol(VectorFrame.WEIGHT);
        return List.of(
                new Measure("RMSE", evaluator.setMetricName("rmse").evaluate(predicted)),
                new Measure("MAE", evaluator.setMetricName("mae").evaluate(predicted)),
                new Measure("R2", evaluator.setMetricName("r2").evaluate(predicted)));
    }
}
