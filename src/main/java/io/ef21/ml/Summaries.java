package io.ef21.ml;

import java.util.UUID;
import org.apache.spark.ml.classification.BinaryLogisticRegressionTrainingSummaryImpl;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LinearSVCTrainingSummaryImpl;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.LogisticRegressionTrainingSummary;
import org.apache.spark.ml.classification.LogisticRegressionTrainingSummaryImpl;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationTrainingSummaryImpl;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;

/**
 * Gives models their summaries: MLlib's own, over the predictions of the rows that were trained on, and ours beside it.
 * Nothing is computed before it is asked for.
 */
final class Summaries {
    /** What MLlib calls the column of weights where there is none. */
    private static final String NO_WEIGHTS = "weightCol";

    private Summaries() {}

    static LogisticRegressionModel attach(LogisticRegressionModel model, Dataset<?> data, TrainingHistory history) {
        LogisticRegressionModel scoring = model.copy(ParamMap.empty());
        name(scoring, scoring.probabilityCol());
        name(scoring, scoring.predictionCol());
        Dataset<Row> predictions = scoring.transform(data);
        LogisticRegressionTrainingSummary summary = model.numClasses() <= 2
                ? new Binomial(predictions, scoring, history)
                : new Multinomial(predictions, scoring, history);
        model.setSummary(Option.apply(summary));
        return model;
    }

    static LinearSVCModel attach(LinearSVCModel model, Dataset<?> data, TrainingHistory history) {
        LinearSVCModel scoring = model.copy(ParamMap.empty());
        name(scoring, scoring.rawPredictionCol());
        name(scoring, scoring.predictionCol());
        model.setSummary(Option.apply(new SupportVectors(scoring.transform(data), scoring, history)));
        return model;
    }

    static MultilayerPerceptronClassificationModel attach(
            MultilayerPerceptronClassificationModel model, Dataset<?> data, TrainingHistory history) {
        MultilayerPerceptronClassificationModel scoring = model.copy(ParamMap.empty());
        name(scoring, scoring.predictionCol());
        model.setSummary(Option.apply(new Perceptrons(scoring.transform(data), scoring, history)));
        return model;
    }

    /** A column that the user switched off gets a name of its own, as in MLlib. */
    private static void name(Params model, Param<String> column) {
        if (model.getOrDefault(column).isEmpty()) {
            model.set(column, column.name() + "_" + UUID.randomUUID());
        }
    }

    /** The name of the column of weights. */
    static String weights(Params model, Param<String> weightCol) {
        return model.isDefined(weightCol) && !model.getOrDefault(weightCol).isEmpty()
                ? model.getOrDefault(weightCol)
                : NO_WEIGHTS;
    }

    private static final class Binomial extends BinaryLogisticRegressionTrainingSummaryImpl
            implements EF21TrainingSummary {
        private static final long serialVersionUID = 1L;
        private final transient TrainingHistory history;

        Binomial(Dataset<Row> predictions, LogisticRegressionModel model, TrainingHistory history) {
            super(
                    predictions,
                    model.getProbabilityCol(),
                    model.getPredictionCol(),
                    model.getLabelCol(),
                    model.getFeaturesCol(),
                    weights(model, model.weightCol()),
                    history.objectives());
            this.history = history;
        }

        @Override
        public TrainingHistory history() {
            return history;
        }
    }

    private static final class Multinomial extends LogisticRegressionTrainingSummaryImpl
            implements EF21TrainingSummary {
        private static final long serialVersionUID = 1L;
        private final transient TrainingHistory history;

        Multinomial(Dataset<Row> predictions, LogisticRegressionModel model, TrainingHistory history) {
            super(
                    predictions,
                    model.getProbabilityCol(),
                    model.getPredictionCol(),
                    model.getLabelCol(),
                    model.getFeaturesCol(),
                    weights(model, model.weightCol()),
                    history.objectives());
            this.history = history;
        }

        @Override
        public TrainingHistory history() {
            return history;
        }
    }

    private static final class SupportVectors extends LinearSVCTrainingSummaryImpl implements EF21TrainingSummary {
        private static final long serialVersionUID = 1L;
        private final transient TrainingHistory history;

        SupportVectors(Dataset<Row> predictions, LinearSVCModel model, TrainingHistory history) {
            super(
                    predictions,
                    model.getRawPredictionCol(),
                    model.getPredictionCol(),
                    model.getLabelCol(),
                    weights(model, model.weightCol()),
                    history.objectives());
            this.history = history;
        }

        @Override
        public TrainingHistory history() {
            return history;
        }
    }

    private static final class Perceptrons extends MultilayerPerceptronClassificationTrainingSummaryImpl
            implements EF21TrainingSummary {
        private static final long serialVersionUID = 1L;
        private final transient TrainingHistory history;

        Perceptrons(Dataset<Row> predictions, MultilayerPerceptronClassificationModel model, TrainingHistory history) {
            super(predictions, model.getPredictionCol(), model.getLabelCol(), NO_WEIGHTS, history.objectives());
            this.history = history;
        }

        @Override
        public TrainingHistory history() {
            return history;
        }
    }
}
