package io.ef21.bench;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.LabelKind;
import io.ef21.data.Layout;
import io.ef21.data.Split;
import io.ef21.ml.EF21LogisticRegression;
import io.ef21.ml.EF21TrainingSummary;
import io.ef21.objective.Loss;
import io.ef21.objective.Regularizer;
import io.ef21.run.Outcome;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.spark.RowColumns;
import io.ef21.spark.RowSource;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import io.ef21.spark.VectorFrame;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * MLlib's LogisticRegression and ours as users call them: a cached DataFrame, regParam, and every default (intercept,
 * standardization); and what the Estimator adds to the engine. The command is in docs/performance.md. Not a test.
 */
public final class EstimatorSideBySide {
    private EstimatorSideBySide() {}

    /** Arguments: generated data, clients, turns. */
    public static void main(String[] arguments) {
        GeneratedRows generated = GeneratedRows.parse(arguments[0], 0);
        int clients = Integer.parseInt(arguments[1]);
        SparkSession session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.serializer", "org.apache.spark.serializer.JavaSerializer")
                .getOrCreate();
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        Dataset<Row> data;
        try (RowSource source = RowSource.generated(spark, generated)) {
            data = VectorFrame.of(session, source, new BinaryLabels(-1, 1), generated.features(), 4)
                    .cache();
            data.count();
        }
        for (int turn = 0; turn < Integer.parseInt(arguments[2]); turn++) {
            mllib(data);
            LogisticRegressionModel model = ours(data, clients);
            engine(spark, data, clients, ((EF21TrainingSummary) model.summary()));
        }
        session.stop();
    }

    private static void mllib(Dataset<Row> data) {
        long start = System.nanoTime();
        LogisticRegressionModel model =
                new LogisticRegression().setRegParam(1e-4).fit(data);
        double[] history = model.summary().objectiveHistory();
        say("mllib, defaults", start, history.length - 1, history[history.length - 1], Double.NaN);
    }

    private static LogisticRegressionModel ours(Dataset<Row> data, int clients) {
        long start = System.nanoTime();
        LogisticRegressionModel model = new EF21LogisticRegression()
                .setRegParam(1e-4)
                .setNumClients(clients)
                .fit(data);
        EF21TrainingSummary summary = (EF21TrainingSummary) model.summary();
        double[] history = summary.objectiveHistory();
        var last = summary.history().last();
        say(
                "estimator, defaults",
                start,
                history.length - 1,
                history[history.length - 1],
                last.setupBytes() + last.uplinkBytes() + last.downlinkBytes() * (double) clients);
        System.out.printf(
                Locale.ROOT,
                "  setup %.2f MB, up %.2f MB, down %.2f MB%n",
                last.setupBytes() / 1e6,
                last.uplinkBytes() / 1e6,
                last.downlinkBytes() * (double) clients / 1e6);
        return model;
    }

    /** The same training on the engine, reading included. */
    private static void engine(JavaSparkContext spark, Dataset<Row> data, int clients, EF21TrainingSummary summary) {
        TrainingOptions asked = summary.history().setting().options();
        EF21LogisticRegression plain = new EF21LogisticRegression();
        long start = System.nanoTime();
        try (RowSource source = RowSource.dataset(
                data, RowColumns.of(plain.getLabelCol(), plain.getFeaturesCol()), LabelKind.TWO_CLASSES)) {
            Deal deal = new Deal(
                    new Split(source.summary().rows(), clients, false, 0),
                    source.summary().width(),
                    true,
                    new BinaryLabels(0, 1),
                    Layout.DEFAULT,
                    true);
            try (SparkEngine engine = new SparkEngine(
                    spark,
                    SparkClients.onRows(
                            source, deal, new Loss.Logistic(), new Regularizer.None(), Math.min(clients, 4)),
                    0)) {
                long ready = System.nanoTime();
                Outcome outcome = new Training(asked).run(engine, record -> {});
                say(
                        "engine, shards in " + seconds(start, ready) + " s",
                        start,
                        outcome.last().round(),
                        outcome.last().objective(),
                        Double.NaN);
            }
        }
    }

    private static String seconds(long from, long to) {
        return String.format(Locale.ROOT, "%.2f", (to - from) / 1e9);
    }

    private static void say(String who, long start, int rounds, double objective, double bytes) {
        System.out.printf(
                Locale.ROOT,
                "%-28s %8s s %5d rounds  f = %.9f  %s%n",
                who,
                seconds(start, System.nanoTime()),
                rounds,
                objective,
                Double.isNaN(bytes) ? "" : String.format(Locale.ROOT, "%.2f MB", bytes / 1e6));
    }
}
