package io.ef21.ml;

import io.ef21.data.Deal;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.NamedClients;
import io.ef21.data.Owners;
import io.ef21.data.RowSummary;
import io.ef21.data.Split;
import io.ef21.objective.Problem;
import io.ef21.objective.Regularizer;
import io.ef21.objective.RowProblem;
import io.ef21.run.HistoryFile;
import io.ef21.run.Outcome;
import io.ef21.run.RoundListener;
import io.ef21.run.StopReason;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.spark.FitGroup;
import io.ef21.spark.RowColumns;
import io.ef21.spark.RowSource;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;

/** One fit, from the rows to the outcome: what all Estimators do alike. */
final class Fit {
    private final String uid;
    private final Settings settings;
    private final Dataset<?> dataset;
    private final JavaSparkContext spark;

    /**
     * A fit of an Estimator.
     *
     * @param uid of the Estimator
     */
    Fit(String uid, Settings settings, Dataset<?> dataset) {
        this.uid = uid;
        this.settings = settings;
        this.dataset = dataset;
        this.spark = JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    }

    /**
     * What is trained.
     *
     * @param labels of the problem's kind
     */
    record Goal(RowProblem problem, Labels labels) {}

    /**
     * What came out.
     *
     * @param trained the model, as Spark's is made of
     */
    record Fitted(SparkModels.Trained trained, Outcome outcome, TrainingHistory history) {
        /** Spark's model of it. */
        MLWritable model(String uid) {
            return SparkModels.of(uid, trained);
        }
    }

    /**
     * Trains.
     *
     * @param kind what labels have to be
     * @param usual a problem of the kind that {@code goal} gives
     * @param goal what is trained on rows that look like this
     * @throws InvalidInputException if a Param or the data cannot be used
     * @throws IllegalStateException if the objective was not finite any more
     */
    Fitted run(LabelKind kind, Problem usual, Function<RowSummary, Goal> goal) {
        try {
            return fitted(kind, usual, goal);
        } catch (RuntimeException e) {
            InvalidInputException input = ParamNames.badInput(e);
            throw input == null ? e : input;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("try") // the group is only left
    private Fitted fitted(LabelKind kind, Problem usual, Function<RowSummary, Goal> goal) throws IOException {
        Plan plan = Plan.of(settings, usual, spark.hadoopConfiguration());
        try (FitGroup group = FitGroup.enter(spark, uid);
                RowSource source = RowSource.dataset(dataset, columns(), kind)) {
            Goal aim = goal.apply(source.summary());
            Deal deal = deal(plan, aim, source);
            var clients = SparkClients.onRows(
                    source,
                    deal,
                    aim.problem(),
                    plan.clientRegularizer(),
                    partitions(deal.split().clients()));
            try (SparkEngine engine = new SparkEngine(spark, clients, plan.treeDepth())) {
                TrainingHistory.Keeper keeper = new TrainingHistory.Keeper();
                Terms terms = Terms.of(settings, aim, deal, plan);
                TrainingOptions options = terms.options(plan.options(), engine);
                Outcome outcome = train(plan, options, engine, keeper);
                requireConverged(outcome);
                return new Fitted(
                        terms.trained(plan, outcome),
                        outcome,
                        keeper.history(dataset.sparkSession(), outcome, engine.moved(true), source.clientNames()));
            }
        }
    }

    private Outcome train(Plan plan, TrainingOptions options, SparkEngine engine, RoundListener keeper)
            throws IOException {
        Training training = new Training(options, plan.checkpoints());
        RoundListener log = new FitLog(uid, plan.options().rounds());
        RoundListener own = settings.listener();
        if (plan.history() == null) {
            return training.run(engine, Listeners.of(keeper, log, own));
        }
        try (HistoryFile file = new HistoryFile(plan.history())) {
            Outcome outcome = training.run(engine, Listeners.of(keeper, log, own, file));
            file.finish();
            return outcome;
        }
    }

    private RowColumns columns() {
        return RowColumns.of(settings.column("labelCol"), settings.column("featuresCol"))
                .weighted(settings.name(EstimatorParam.WEIGHT_COL))
                .byClient(settings.name(EstimatorParam.CLIENT_COL));
    }

    private Owners owners(RowSource source) {
        int asked = (Integer) settings.value(EstimatorParam.NUM_CLIENTS);
        boolean shuffled = settings.word(EstimatorParam.SPLIT, List.of("contiguous", "shuffled"))
                .equals("shuffled");
        if (settings.name(EstimatorParam.CLIENT_COL) != null) {
            if (asked > 0 || shuffled) {
                throw new InvalidInputException("clientCol says who owns which row: leave out numClients and split");
            }
            return new NamedClients(source.clientNames().size());
        }
        long rows = source.summary().rows();
        int clients = asked > 0 ? asked : (int) Math.min(rows, spark.defaultParallelism());
        return new Split(rows, clients, shuffled, (Long) settings.value(EstimatorParam.SEED));
    }

    private Deal deal(Plan plan, Goal goal, RowSource source) {
        boolean compact = goal.problem().isCompact() && plan.clientRegularizer() instanceof Regularizer.None;
        return new Deal(
                owners(source),
                source.summary().width(),
                compact,
                goal.labels(),
                goal.problem().layout(plan.layout()),
                settings.has(EstimatorParam.FIT_INTERCEPT)
                        && settings.value(EstimatorParam.FIT_INTERCEPT).equals(true));
    }

    private int partitions(int clients) {
        int asked = (Integer) settings.value(EstimatorParam.NUM_PARTITIONS);
        return asked > 0 ? asked : Math.min(clients, 2 * spark.defaultParallelism());
    }

    private static void requireConverged(Outcome outcome) {
        if (outcome.reason() == StopReason.DIVERGED) {
            throw new IllegalStateException("the fit diverged at round %d with step size %s: use a smaller stepSizeRule"
                    .formatted(
                            outcome.last().round(), outcome.setting().stepSize().gamma()));
        }
    }
}
