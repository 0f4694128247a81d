package io.ef21.ml;

import io.ef21.data.ClassLabels;
import io.ef21.data.Deal;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.NamedClients;
import io.ef21.data.Owners;
import io.ef21.data.RowSummary;
import io.ef21.data.Split;
import io.ef21.objective.Objective;
import io.ef21.objective.Problem;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.objective.RowProblem;
import io.ef21.run.HistoryFile;
import io.ef21.run.Outcome;
import io.ef21.run.RoundListener;
import io.ef21.run.Solution;
import io.ef21.run.StopReason;
import io.ef21.run.Training;
import io.ef21.spark.FitGroup;
import io.ef21.spark.RowColumns;
import io.ef21.spark.RowSource;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

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
     * What an Estimator trains.
     *
     * @param kind what labels have to be
     * @param usual a problem of the kind that {@code goal} gives
     * @param goal what is trained on rows that look like this
     */
    record Task(LabelKind kind, Problem usual, Function<RowSummary, Goal> goal) {}

    /**
     * What came out.
     *
     * @param trained the model, as Spark's is made of
     * @param rows that were trained on
     */
    record Fitted(SparkModels.Trained trained, Dataset<?> rows, TrainingHistory history) {
        /** Spark's model of it. */
        MLWritable model(String uid) {
            return SparkModels.of(uid, trained);
        }
    }

    /**
     * Trains.
     *
     * @param task what is trained
     * @throws InvalidInputException if a Param or the data cannot be used
     * @throws IllegalStateException if the objective was not finite any more
     */
    Fitted run(Task task) {
        return run(task, List.of()).get(0);
    }

    /**
     * Trains once for several strengths of the regularizer, from the largest to the smallest, each from the one before.
     *
     * @param lambdas positive and different, in place of regParam; none for regParam itself
     * @return in their order
     */
    List<Fitted> run(Task task, List<Double> lambdas) {
        try {
            return fitted(task, lambdas);
        } catch (RuntimeException e) {
            InvalidInputException input = ParamNames.badInput(e);
            throw input == null ? e : input;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("try") // the group is only left
    private List<Fitted> fitted(Task task, List<Double> lambdas) throws IOException {
        Plan plan = Plan.of(settings, task.usual(), spark.hadoopConfiguration());
        String indicator = settings.name(EstimatorParam.VALIDATION_INDICATOR_COL);
        if (indicator != null) {
            Validation.requireColumn(indicator, dataset.columns());
            if (plan.checkpoints() != null) {
                throw new InvalidInputException(
                        "validationIndicatorCol forgets its lowest loss where a run resumes: leave out checkpointDir");
            }
        }
        Dataset<?> trained = indicator == null ? dataset : dataset.filter(functions.not(functions.col(indicator)));
        try (FitGroup group = FitGroup.enter(spark, uid);
                RowSource source = RowSource.dataset(trained, columns(), task.kind())) {
            Goal aim = task.goal().apply(source.summary());
            Deal deal = deal(plan, aim, source);
            JavaRDD<Objective> clients = SparkClients.onRows(
                    source,
                    deal,
                    aim.problem(),
                    plan.clientRegularizer(),
                    partitions(deal.split().clients()));
            Terms terms = Terms.of(settings, aim, deal, plan);
            try (SparkEngine engine = new SparkEngine(spark, clients, plan.treeDepth());
                    Validation validation = indicator == null ? null : validation(indicator, task.kind(), aim, deal)) {
                // the clients have their shards
                source.close();
                TrainingHistory.Keeper keeper = new TrainingHistory.Keeper();
                RegularizationPath path = path(terms, plan, lambdas, engine);
                Outcome outcome = train(plan, terms, path, engine, keeper, validation);
                requireConverged(outcome);
                List<Fitted> all = new ArrayList<>();
                for (int k = 0; k < outcome.solutions().size(); k++) {
                    Solution solution = outcome.solutions().get(k);
                    double[] model = validation == null ? solution.model() : validation.best(solution.model());
                    all.add(new Fitted(
                            terms.trained(
                                    plan,
                                    path.points().get(k).regularizer(),
                                    outcome.setting().population().columns(),
                                    model),
                            trained,
                            keeper.history(
                                    dataset.sparkSession(),
                                    outcome,
                                    solution,
                                    engine.moved(true),
                                    source.clientNames())));
                }
                return lambdas.isEmpty() ? all : inOrder(all, path, lambdas);
            }
        }
    }

    /** Rows to validate on: a function per core. */
    private Validation validation(String indicator, LabelKind kind, Goal goal, Deal deal) {
        RowColumns columns = columns().byClient(null);
        try (RowSource held = RowSource.dataset(
                dataset.filter(functions.col(indicator)), columns, kind, "the rows of " + indicator)) {
            if (held.summary().width() > deal.features()) {
                throw new InvalidInputException("the rows of %s have %d features, and those to train on %d"
                        .formatted(indicator, held.summary().width(), deal.features()));
            }
            int classes = goal.labels() instanceof ClassLabels several ? several.classes() : 2;
            if (kind != LabelKind.NUMBERS && held.summary().classes() > classes) {
                throw new InvalidInputException("the rows of %s have a label %d, which no row to train on has"
                        .formatted(indicator, held.summary().classes() - 1));
            }
            int parts = (int) Math.min(held.summary().rows(), spark.defaultParallelism());
            Deal own = new Deal(
                    new Split(held.summary().rows(), parts, false, 0),
                    deal.features(),
                    deal.compact(),
                    goal.labels(),
                    deal.layout(),
                    deal.intercept());
            Validation validation =
                    new Validation(SparkClients.onRows(held, own, goal.problem(), new Regularizer.None(), parts));
            try {
                validation.read();
            } catch (Throwable e) {
                validation.close();
                throw e;
            }
            return validation;
        }
    }

    private RegularizationPath path(Terms terms, Plan plan, List<Double> lambdas, SparkEngine engine) {
        Regularizer one = plan.options().serverRegularizer();
        if (lambdas.isEmpty()) {
            return RegularizationPath.of(terms.inObjective(one, engine));
        }
        List<RegularizationPath.Point> points = new ArrayList<>();
        for (double lambda : lambdas.stream().sorted(Comparator.reverseOrder()).toList()) {
            points.add(new RegularizationPath.Point(lambda, terms.inObjective(Plan.penalty(settings, lambda), engine)));
        }
        return new RegularizationPath(points);
    }

    private static List<Fitted> inOrder(List<Fitted> fitted, RegularizationPath path, List<Double> lambdas) {
        List<Fitted> ordered = new ArrayList<>();
        for (double lambda : lambdas) {
            for (int k = 0; k < fitted.size(); k++) {
                if (path.points().get(k).lambda() == lambda) {
                    ordered.add(fitted.get(k));
                }
            }
        }
        return ordered;
    }

    private Outcome train(
            Plan plan,
            Terms terms,
            RegularizationPath path,
            SparkEngine engine,
            RoundListener keeper,
            @Nullable Validation validation)
            throws IOException {
        Training training = new Training(plan.options().withModel(terms.model()), path, plan.checkpoints());
        RoundListener log = new FitLog(uid, plan.options().rounds());
        RoundListener own = settings.listener();
        if (plan.history() == null) {
            return training.run(engine, Listeners.of(keeper, log, own, validation));
        }
        try (HistoryFile file = new HistoryFile(plan.history())) {
            Outcome outcome = training.run(engine, Listeners.of(keeper, log, own, validation, file));
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
