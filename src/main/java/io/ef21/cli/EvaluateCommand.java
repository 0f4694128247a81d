package io.ef21.cli;

import io.ef21.data.ClassLabels;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Labels;
import io.ef21.data.RealLabels;
import io.ef21.ml.Evaluation;
import io.ef21.ml.SavedModel;
import io.ef21.run.TrainOption;
import io.ef21.spark.RowSource;
import io.ef21.spark.VectorFrame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 evaluate}: how well a saved model predicts data with labels. */
final class EvaluateCommand {
    private EvaluateCommand() {}

    static CommandSpec spec() {
        return ModelOption.spec(
                "Measures a saved model on data that were held out: log-loss, area under the ROC curve and accuracy, or RMSE,"
                        + " MAE and R2.",
                List.of(ModelOption.MODEL, ModelOption.LABELS),
                List.of(TrainOption.CLIENTS_BY));
    }

    static int run(ParseResult parsed) throws IOException {
        ModelArguments arguments = ModelArguments.of(parsed);
        String labels = parsed.matchedOptionValue(ModelOption.LABELS.flag(), "").strip();
        try (SparkPlace place = SparkPlace.open("ef21 evaluate", arguments.master())) {
            SparkSession session = place.session();
            SavedModel model = SavedModel.load(session, arguments.model());
            try (RowSource source = arguments.rows(session, model, true)) {
                Labels rule = labels(
                        model,
                        labels,
                        source.summary().labels(),
                        arguments.input().location());
                Evaluation evaluation = Evaluation.of(model, VectorFrame.of(session, source, rule, model.features()));
                row("model", model.name() + ", " + Quantity.count(model.features()) + " features");
                row("data", arguments.input().location());
                row("rows", Quantity.count(source.summary().rows()));
                evaluation.measures().forEach(measure -> row(measure.name(), "%.6f".formatted(measure.value())));
            }
        }
        return 0;
    }

    private static void row(String name, String value) {
        System.out.printf("%-9s %s%n", name, value);
    }

    /** What class a label is: as it was told, or the rank among the labels found. */
    private static Labels labels(SavedModel model, String told, double[] found, String data) {
        if (model.classes() == 0) {
            return new RealLabels();
        }
        double[] values = told.isEmpty() ? found : parse(told);
        if (values.length != model.classes()) {
            String what = told.isEmpty() ? "--data " + data + " has" : "--labels names";
            throw new InvalidInputException(
                    "%s %d label values (%s), but the model has %d classes: say what they stand for with --labels L0,L1,..."
                            .formatted(what, values.length, list(values), model.classes()));
        }
        for (double label : found) {
            if (Arrays.binarySearch(values, label) < 0) {
                throw new InvalidInputException(
                        "--data %s has the label %s, which is none of --labels %s".formatted(data, label, told));
            }
        }
        return new ClassLabels(values);
    }

    private static double[] parse(String told) {
        try {
            double[] values = Arrays.stream(told.split(",", -1))
                    .mapToDouble(text -> Double.parseDouble(text.strip()) + 0.0)
                    .toArray();
            boolean ascending = true;
            for (int c = 1; c < values.length; c++) {
                ascending &= values[c - 1] < values[c];
            }
            if (ascending) {
                return values;
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--labels must be numbers such as -1,1 (got '" + told + "')", e);
        }
        throw new InvalidInputException("--labels must ascend, such as -1,1 (got '" + told + "')");
    }

    private static String list(double[] values) {
        String first = Arrays.toString(Arrays.copyOf(values, Math.min(5, values.length)));
        return first.substring(1, first.length() - 1) + (values.length > 5 ? ", ..." : "");
    }
}
