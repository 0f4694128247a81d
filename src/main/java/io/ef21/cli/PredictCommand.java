package io.ef21.cli;

import io.ef21.data.RealLabels;
import io.ef21.ml.Predictions;
import io.ef21.ml.SavedModel;
import io.ef21.ml.SparkModels;
import io.ef21.run.TrainOption;
import io.ef21.spark.RowSource;
import io.ef21.spark.VectorFrame;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 predict}: a saved model and data in; a prediction for each row out. */
final class PredictCommand {
    private PredictCommand() {}

    static CommandSpec spec() {
        return ModelOption.spec(
                "Predicts rows with a saved model: label, if there is one, prediction and probabilities of the classes, in"
                        + " the order of the data. Classes are predicted by their number from 0, in ascending order of the"
                        + " labels.",
                List.of(ModelOption.MODEL, ModelOption.OUTPUT),
                List.of(TrainOption.WEIGHTS, TrainOption.CLIENTS_BY));
    }

    static int run(ParseResult parsed) throws IOException {
        ModelArguments arguments = ModelArguments.of(parsed);
        String output =
                ModelArguments.require(parsed, ModelOption.OUTPUT.flag(), "a .csv file, or a folder for Parquet");
        try (SparkPlace place = SparkPlace.open("ef21 predict", arguments.master())) {
            SparkSession session = place.session();
            SparkModels.requireAbsent(
                    ModelOption.OUTPUT.flag(), output, session.sparkContext().hadoopConfiguration());
            SavedModel model = SavedModel.load(session, arguments.model());
            try (RowSource source = arguments.rows(session, model, false)) {
                Predictions.of(
                                model,
                                VectorFrame.of(session, source, new RealLabels(), model.features()),
                                source.isLabelled())
                        .write(output);
                System.out.printf(
                        "%s rows predicted by a %s into %s%n",
                        Quantity.count(source.summary().rows()), model.name(), output);
            }
        }
        return 0;
    }
}
