package io.ef21.cli;

import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Layout;
import io.ef21.data.SourceFile;
import io.ef21.gossip.Serverless;
import io.ef21.gossip.Topology;
import io.ef21.method.Averaging;
import io.ef21.method.Knob;
import io.ef21.method.Method;
import io.ef21.method.MethodOptions;
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
import io.ef21.run.TrainOption;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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
        Values values = new Values(given);
        long seed = values.integer(TrainOption.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
        long dataSeed = given.containsKey(TrainOption.DATA_SEED)
                ? values.integer(TrainOption.DATA_SEED, Long.MIN_VALUE, Long.MAX_VALUE)
                : seed;
        Problem problem = Objectives.parse(values.text(TrainOption.OBJECTIVE), dataSeed);
        RegularizationPath path = path(values);
        Regularizer regularizer = path.first();
        Choices choices = new Choices(
                values.text(TrainOption.METHOD),
                values.parameters(),
                values.text(TrainOption.COMPRESSOR),
                values.text(TrainOption.DOWNLINK),
                values.text(TrainOption.SERVER_UPDATE),
                values.text(TrainOption.PRECONDITION),
                values.text(TrainOption.STEP_SIZE),
                values.text(TrainOption.LINK));
        String place = values.choice(TrainOption.REGULARIZER_AT);
        boolean server = place.equals(Choices.AUTO)
                ? path.named() || (choices.regularizesAtServer() && !problem.isShifted())
                : place.equals("server");
        if (path.named() && !server) {
            throw new InvalidInputException(
                    "--lambdas needs the regularizer at the server, where a change of it costs no"
                            + " round: leave out --regularizer-at clients");
        }
        if (path.named() && choices.chosenMethod().serving().averaging() != Averaging.LAST) {
            throw new InvalidInputException(
                    "--method " + choices.chosenMethod().name()
                            + " averages the models of all rounds, and --lambdas would mix those of several: run it once for each");
        }
        if (regularizer.proximal() && !server) {
            throw new InvalidInputException("--regularizer " + regularizer
                    + " enters by a proximal step, which only the server can take: add --regularizer-at server");
        }
        String engine = values.choice(TrainOption.ENGINE);
        DataArguments input = DataArguments.of(given);
        input.requireEngine(engine);
        for (TrainOption option : List.of(
                TrainOption.METHOD,
                TrainOption.COMPRESSOR,
                TrainOption.MEMORY,
                TrainOption.SECOND_COMPRESSOR,
                TrainOption.DOWNLINK)) {
            if (values.text(option).contains(SourceFile.SCHEME) && engine.equals("spark")) {
                throw new InvalidInputException(option.flag() + " " + values.text(option)
                        + " is known in this JVM alone, not to executors: add --engine local, or put a jar with it and a"
                        + " service entry on the class path, by EF21_CLASSPATH or spark-submit --jars");
            }
        }
        requireFits(problem, choices, server ? regularizer : new Regularizer.None(), given);
        TrainingOptions options = new TrainingOptions(
                choices.chosenMethod(),
                choices.chosenCompressor(),
                ValueBits.of((int) values.integer(TrainOption.VALUE_BITS, 0, 64)),
                choices.chosenStart(values.text(TrainOption.INIT)),
                values.choice(TrainOption.STATE_PRECISION).equals("float"),
                choices.chosenDownlink(),
                server ? regularizer : new Regularizer.None(),
                values.choice(TrainOption.CLIENT_WEIGHTS).equals("rows"),
                choices.chosenStepSize(),
                (int) values.integer(TrainOption.ROUNDS, 0, Integer.MAX_VALUE - 1),
                values.number(TrainOption.GRADIENT_TOL),
                (int) values.integer(TrainOption.EVALUATE_EVERY, 0, Integer.MAX_VALUE),
                seed,
                choices.acceleration(),
                choices.chosenTol(values.text(TrainOption.TOL)),
                values.integer(TrainOption.MAX_BYTES, 0, Long.MAX_VALUE));
        CheckpointOptions checkpoints = checkpoints(values);
        boolean intercept = given.containsKey(TrainOption.INTERCEPT);
        if (given.containsKey(TrainOption.STANDARDIZATION)) {
            options = options.withModel(ModelTerms.PLAIN.withStandardization(true));
        }
        if (options.method().isDecentralized()) {
            Serverless.check(options.withModel(options.model().withIntercepts(intercept ? 1 : 0)));
            requireNoServer(path, checkpoints);
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
                server ? new Regularizer.None() : regularizer,
                intercept,
                treeDepth(values.choice(TrainOption.MESSAGE_TREE_DEPTH)),
                options,
                server ? path : RegularizationPath.of(new Regularizer.None()),
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

    private static RegularizationPath path(Values values) {
        String regularizer = values.text(TrainOption.REGULARIZER);
        String lambdas = values.text(TrainOption.LAMBDAS);
        return lambdas.isEmpty()
                ? RegularizationPath.of(Regularizer.parse(regularizer))
                : RegularizationPath.parse(regularizer, lambdas);
    }

    private static @Nullable CheckpointOptions checkpoints(Values values) {
        String resume = values.choice(TrainOption.RESUME);
        boolean fail = values.choice(TrainOption.CHECKPOINT_FAILURE).equals("fail");
        int interval = (int) values.integer(TrainOption.CHECKPOINT_INTERVAL, 1, CheckpointOptions.LONGEST_INTERVAL);
        String folder = values.text(TrainOption.CHECKPOINT_DIR);
        if (folder.isEmpty()) {
            if (!resume.equals("never")) {
                throw new InvalidInputException("--resume " + resume + " needs --checkpoint-dir");
            }
            return null;
        }
        return new CheckpointOptions(
                new org.apache.hadoop.fs.Path(folder),
                interval,
                CheckpointOptions.Resume.valueOf(resume.toUpperCase(Locale.ROOT)),
                fail);
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

    private static int treeDepth(String choice) {
        return choice.equals("auto") ? 0 : Integer.parseInt(choice);
    }

    private static @Nullable Path plot(Values values) {
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

    /** The given values, or the defaults. */
    private record Values(Map<TrainOption, String> given) {
        String text(TrainOption option) {
            return given.getOrDefault(option, option.defaultValue()).strip();
        }

        String choice(TrainOption option) {
            return option.requireChoice(text(option));
        }

        long integer(TrainOption option, long smallest, long largest) {
            String text = text(option);
            if (text.isEmpty() && !given.containsKey(option)) {
                return 0;
            }
            long value;
            try {
                value = Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(option.flag() + " must be an integer (got '" + text + "')", e);
            }
            if (value < smallest || value > largest) {
                throw new InvalidInputException(
                        "%s must be between %d and %d (got %d)".formatted(option.flag(), smallest, largest, value));
            }
            return value;
        }

        /** Those that only some methods have. */
        MethodOptions parameters() {
            Map<Knob, String> turned = new EnumMap<>(Knob.class);
            for (Knob knob : Knob.values()) {
                TrainOption option = TrainOption.of(knob);
                if (given.containsKey(option)) {
                    turned.put(knob, text(option));
                }
            }
            return new MethodOptions(turned);
        }

        double number(TrainOption option) {
            String text = text(option);
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(option.flag() + " must be a number (got '" + text + "')", e);
            }
        }

        @Nullable
        Path output(TrainOption option) {
            String text = text(option);
            return text.isEmpty() ? null : OutputFile.at(option.flag(), text);
        }
    }
}
