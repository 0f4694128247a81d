package io.ef21.cli;

import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Layout;
import io.ef21.gossip.Serverless;
import io.ef21.gossip.Topology;
import io.ef21.method.Method;
import io.ef21.method.mechanism.Gossip;
import io.ef21.ml.SparkModels;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.Objectives;
import io.ef21.objective.Perceptron;
import io.ef21.objective.Problem;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.objective.RowProblem;
import io.ef21.plot.FigureFile;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.Choices;
import io.ef21.run.ModelTerms;
import io.ef21.run.OptionValues;
import io.ef21.run.RegularizerPlace;
import io.ef21.run.TrainOption;
import io.ef21.run.TrainingOptions;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * What the user asked {@code train} to do, checked before anything starts. Empty strings, and zeros where a number must
 * be positive, stand for options that were not given.
 */
record TrainArguments(
        DataArguments input,
        int features,
        int clients,
        int partitions,
        boolean shuffled,
        long dataSeed,
        Layout layout,
        boolean spark,
        String master,
        Problem problem,
        Regularizer clientRegularizer,
        boolean intercept,
        int treeDepth,
        TrainingOptions options,
        RegularizationPath path,
        @Nullable CheckpointOptions checkpoints,
        @Nullable Topology topology,
        @Nullable Path history,
        String model,
        @Nullable Path plot,
        boolean explain) {

    static TrainArguments of(ParseResult parsed) {
        return of(given(parsed));
    }

    /** What was given. */
    static Map<TrainOption, String> given(ParseResult parsed) {
        Map<TrainOption, String> given = new EnumMap<>(TrainOption.class);
        for (TrainOption option : TrainOption.values()) {
            if (parsed.hasMatchedOption(option.flag())) {
                given.put(option, String.valueOf(parsed.<Object>matchedOptionValue(option.flag(), "")));
            }
        }
        return given;
    }

    /** What options mean that were given these values; a flag is given whatever its value. */
    static TrainArguments of(Map<TrainOption, String> given) {
        OptionValues values = new OptionValues(given);
        long seed = values.integer(TrainOption.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
        long dataSeed = given.containsKey(TrainOption.DATA_SEED)
                ? values.integer(TrainOption.DATA_SEED, Long.MIN_VALUE, Long.MAX_VALUE)
                : seed;
        Problem problem = Objectives.parse(values.text(TrainOption.OBJECTIVE), dataSeed);
        Choices choices = values.choices();
        RegularizerPlace place = values.regularizer(choices, problem.isShifted());
        String engine = values.choice(TrainOption.ENGINE);
        DataArguments input = DataArguments.of(given);
        input.requireEngine(engine);
        TrainOption own = values.compiledHere();
        if (own != null && engine.equals("spark")) {
            throw new InvalidInputException(own.flag() + " " + values.text(own)
                    + " is known in this JVM alone, not to executors: add --engine local, or put a jar with it and a"
                    + " service entry on the class path, by EF21_CLASSPATH or spark-submit --jars");
        }
        requireFits(problem, choices, place.atServer(), given);
        TrainingOptions options = values.training(choices, place.atServer());
        CheckpointOptions checkpoints = values.checkpoints();
        boolean intercept = given.containsKey(TrainOption.INTERCEPT);
        if (given.containsKey(TrainOption.STANDARDIZATION)) {
            options = options.withModel(ModelTerms.PLAIN.withStandardization(true));
        }
        if (options.method().isDecentralized()) {
            Serverless.check(options.withModel(options.model().withIntercepts(intercept ? 1 : 0)));
            requireNoServer(place.path(), checkpoints);
        }
        return new TrainArguments(
                input,
                (int) values.integer(TrainOption.FEATURES, 1, Integer.MAX_VALUE),
                (int) values.integer(TrainOption.CLIENTS, 1, Integer.MAX_VALUE),
                (int) values.integer(TrainOption.PARTITIONS, 1, Integer.MAX_VALUE),
                values.choice(TrainOption.SPLIT).equals("shuffled"),
                dataSeed,
                new Layout(
                        values.choice(TrainOption.DATA_PRECISION).equals("float"),
                        values.choice(TrainOption.KERNEL).equals("blas")),
                engine.equals("spark"),
                values.text(TrainOption.MASTER),
                problem,
                place.atClients(),
                intercept,
                values.treeDepth(),
                options,
                place.path(),
                checkpoints,
                topology(options.method()),
                values.output(TrainOption.HISTORY),
                values.text(TrainOption.MODEL),
                plot(values),
                given.containsKey(TrainOption.EXPLAIN));
    }

    /** Where the data are. */
    String data() {
        return input.location();
    }

    /**
     * The options for rows that are dealt so.
     *
     * @param deal null where there are no rows
     */
    TrainingOptions optionsFor(@Nullable Deal deal) {
        return deal == null || !deal.intercept() || !(problem instanceof RowProblem rows)
                ? options
                : options.withModel(options.model().withIntercepts(rows.outputs(deal.labels())));
    }

    /** The regularizer, wherever it is; the first of a path. */
    Regularizer trainedRegularizer() {
        return clientRegularizer instanceof Regularizer.None ? path.first() : clientRegularizer;
    }

    /** The rows to make; null where the data are read. */
    @Nullable
    GeneratedRows generated() {
        return input.format() == DataFormat.GENERATED ? GeneratedRows.parse(data(), dataSeed) : null;
    }

    /** Refuses options that an objective cannot go with. */
    private static void requireFits(
            Problem problem, Choices choices, Regularizer atServer, Map<TrainOption, String> given) {
        if (problem.isShifted() && !(atServer instanceof Regularizer.None)) {
            throw new InvalidInputException("--objective " + problem
                    + " starts elsewhere than in 0, so that only clients can add --regularizer " + atServer
                    + ": leave out --regularizer-at and --lambdas");
        }
        if (!problem.isSmooth() && choices.chosenStepSize().needsSmoothness()) {
            throw Problem.withoutBound(problem.toString());
        }
        if (given.containsKey(TrainOption.MODEL)) {
            SparkModels.requireModel(problem);
        }
        if (given.containsKey(TrainOption.STANDARDIZATION) && atServer instanceof Regularizer.None) {
            throw new InvalidInputException(
                    "--standardization is about the regularizer at the server, and there is none:"
                            + " add one, such as --regularizer l2:1e-4 --regularizer-at server, or leave it out");
        }
        if (given.containsKey(TrainOption.INTERCEPT)
                && (problem instanceof GeneratedProblem || problem instanceof Perceptron)) {
            throw new InvalidInputException("--intercept: --objective " + problem
                    + (problem instanceof Perceptron ? " has biases in its layers" : " has no rows")
                    + ": leave it out");
        }
        for (TrainOption option : DataArguments.OPTIONS) {
            if (problem instanceof GeneratedProblem && given.containsKey(option)) {
                throw new InvalidInputException(
                        "--objective " + problem + " needs no data: leave out " + option.flag());
            }
        }
    }

    /** The number of clients: as asked, else one per core, but no more than rows. */
    int clientsFor(long rows, int cores) {
        return clients > 0 ? clients : (int) Math.min(rows, cores);
    }

    /** What the functions are of, for people. */
    String source() {
        return problem instanceof GeneratedProblem ? "none: functions made from the seed" : data();
    }

    /** The number of partitions: as asked, else two per core, but no more than clients. */
    int partitionsFor(int clientCount, int cores) {
        return partitions > 0 ? partitions : Math.min(clientCount, 2 * cores);
    }

    private static void requireNoServer(RegularizationPath path, @Nullable CheckpointOptions checkpoints) {
        if (checkpoints != null) {
            throw new InvalidInputException(
                    "--method beer cannot be saved yet, as there is no server to say when: leave out --checkpoint-dir");
        }
        if (path.named()) {
            throw new InvalidInputException(
                    "--method beer has no server to go along a path of lambdas: leave out --lambdas");
        }
    }

    /** The graph of a method without a server; null where there is one. */
    private static @Nullable Topology topology(Method method) {
        return method.mechanism() instanceof Gossip gossip ? Topology.parse(gossip.graph()) : null;
    }

    private static @Nullable Path plot(OptionValues values) {
        Path plot = values.output(TrainOption.PLOT);
        if (plot != null) {
            try {
                FigureFile.requireSupported(plot);
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException("--plot: " + e.getMessage(), e);
            }
        }
        return plot;
    }
}
