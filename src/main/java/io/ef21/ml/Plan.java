package io.ef21.ml;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Layout;
import io.ef21.data.SourceFile;
import io.ef21.method.Knob;
import io.ef21.method.MethodOptions;
import io.ef21.objective.Problem;
import io.ef21.objective.Regularizer;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.Choices;
import io.ef21.run.TrainOption;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What a fit is to do, read from the Params and checked before any row is.
 *
 * @param options of the training, with the regularizer at the server
 * @param clientRegularizer at the clients
 * @param layout of rows at the clients
 * @param treeDepth of the aggregation, 1 to 3; 0 chooses
 * @param checkpoints where the fit saves itself; null for nowhere
 * @param history file that the rounds are written to; null for none
 */
record Plan(
        TrainingOptions options,
        Regularizer clientRegularizer,
        Layout layout,
        int treeDepth,
        @Nullable CheckpointOptions checkpoints,
        @Nullable Path history) {

    /**
     * What Params say.
     *
     * @param problem one of the kind that will be trained
     * @throws InvalidInputException if they make no sense, alone or together; it speaks of options of the command line
     */
    static Plan of(Settings settings, Problem problem, Configuration hadoop) {
        Choices choices = choices(settings);
        if (!problem.isSmooth() && choices.chosenStepSize().needsSmoothness()) {
            throw Problem.withoutBound(problem.toString());
        }
        if (choices.chosenMethod().isDecentralized()) {
            throw new InvalidInputException("--method " + choices.chosenMethod().name()
                    + " has no server, and an Estimator needs one: use another method");
        }
        Regularizer regularizer = penalty(settings);
        String place = settings.word(EstimatorParam.REGULARIZER_AT, List.of(Choices.AUTO, "clients", "server"));
        boolean server = place.equals(Choices.AUTO) ? !problem.isShifted() : place.equals("server");
        requirePlace(problem, regularizer, server);
        TrainingOptions options = new TrainingOptions(
                choices.chosenMethod(),
                choices.chosenCompressor(),
                ValueBits.of((Integer) settings.value(EstimatorParam.VALUE_BITS)),
                choices.chosenStart(settings.string(EstimatorParam.INIT)),
                choice(settings, EstimatorParam.STATE_PRECISION).equals("float"),
                choices.chosenDownlink(),
                server ? regularizer : new Regularizer.None(),
                choice(settings, EstimatorParam.CLIENT_WEIGHTS).equals("rows"),
                choices.chosenStepSize(),
                (Integer) settings.value(EstimatorParam.MAX_ITER),
                (Double) settings.value(EstimatorParam.GRADIENT_TOL),
                (Integer) settings.value(EstimatorParam.EVALUATE_EVERY),
                (Long) settings.value(EstimatorParam.SEED),
                choices.acceleration(),
                settings.isGiven(EstimatorParam.TOL) || !choices.published()
                        ? (Double) settings.value(EstimatorParam.TOL)
                        : 0,
                (Long) settings.value(EstimatorParam.MAX_BYTES));
        return new Plan(
                options,
                server ? new Regularizer.None() : regularizer,
                new Layout(
                        choice(settings, EstimatorParam.DATA_PRECISION).equals("float"),
                        choice(settings, EstimatorParam.KERNEL).equals("blas")),
                treeDepth(settings),
                checkpoints(settings, hadoop),
                history(settings));
    }

    private static Choices choices(Settings settings) {
        for (EstimatorParam param : List.of(
                EstimatorParam.METHOD,
                EstimatorParam.COMPRESSOR,
                EstimatorParam.MEMORY,
                EstimatorParam.SECOND_COMPRESSOR,
                EstimatorParam.DOWNLINK)) {
            if (settings.string(param).contains(SourceFile.SCHEME)) {
                throw new InvalidInputException(param.param() + " " + settings.string(param)
                        + " is known in this JVM alone, not to executors: put a jar with it and a service entry on the class"
                        + " path, by spark-submit --jars");
            }
        }
        return new Choices(
                settings.string(EstimatorParam.METHOD),
                knobs(settings),
                settings.string(EstimatorParam.COMPRESSOR),
                settings.string(EstimatorParam.DOWNLINK),
                settings.string(EstimatorParam.SERVER_UPDATE),
                settings.string(EstimatorParam.PRECONDITION),
                stepSize(settings),
                settings.string(EstimatorParam.LINK));
    }

    private static MethodOptions knobs(Settings settings) {
        Map<Knob, String> turned = new EnumMap<>(Knob.class);
        for (Knob knob : Knob.values()) {
            TrainOption option = TrainOption.of(knob);
            for (EstimatorParam param : EstimatorParam.values()) {
                if (param.option() == option && !settings.string(param).isEmpty()) {
                    turned.put(knob, settings.string(param));
                }
            }
        }
        return new MethodOptions(turned);
    }

    private static String stepSize(Settings settings) {
        String rule = settings.string(EstimatorParam.STEP_SIZE_RULE);
        if (!settings.isGiven(EstimatorParam.STEP_SIZE)) {
            return rule;
        }
        if (!rule.equals(Choices.AUTO)) {
            throw new InvalidInputException(
                    "stepSize and stepSizeRule are both set, and say different things: clear one of them");
        }
        return String.valueOf(settings.value(EstimatorParam.STEP_SIZE));
    }

    private static Regularizer penalty(Settings settings) {
        return penalty(settings, (Double) settings.value(EstimatorParam.REG_PARAM));
    }

    /** The regularizer with another strength than regParam. */
    static Regularizer penalty(Settings settings, double lambda) {
        double share = (Double) settings.value(EstimatorParam.ELASTIC_NET_PARAM);
        String form = settings.word(EstimatorParam.REGULARIZER, List.of(Choices.AUTO, "l2", "l1", "nonconvex"));
        if (!form.equals(Choices.AUTO) && settings.isGiven(EstimatorParam.ELASTIC_NET_PARAM)) {
            throw new InvalidInputException("elasticNetParam and regularizer " + form
                    + " are both set, and say different things: clear one of them");
        }
        if (lambda == 0) {
            return new Regularizer.None();
        }
        return switch (form) {
            case "nonconvex" -> new Regularizer.Nonconvex(lambda);
            case "l2" -> new Regularizer.L2(lambda);
            case "l1" -> new Regularizer.ElasticNet(lambda, 1);
            default -> share == 0 ? new Regularizer.L2(lambda) : new Regularizer.ElasticNet(lambda, share);
        };
    }

    private static void requirePlace(Problem problem, Regularizer regularizer, boolean server) {
        if (regularizer.proximal() && !server) {
            throw new InvalidInputException(
                    problem.isShifted()
                            ? "a perceptron takes no l1: use elasticNetParam 0"
                            : "regularizerAt clients goes with l2 and nonconvex alone, as l1 enters by a proximal step of the"
                                    + " server: leave out regularizerAt, or use elasticNetParam 0");
        }
        if (problem.isShifted() && server && !(regularizer instanceof Regularizer.None)) {
            throw new InvalidInputException(
                    "regularizerAt server does not go with a perceptron, whose x^0 is not 0: leave it" + " out");
        }
    }

    private static String choice(Settings settings, EstimatorParam param) {
        TrainOption option = param.option();
        if (option == null) {
            throw new IllegalArgumentException(param + " is no choice");
        }
        return option.requireChoice(settings.string(param));
    }

    /** MLlib's depth speaks where ours does not. */
    private static int treeDepth(Settings settings) {
        String depth = choice(settings, EstimatorParam.MESSAGE_TREE_DEPTH);
        if (!depth.equals(Choices.AUTO)) {
            return Integer.parseInt(depth);
        }
        return settings.isGiven(EstimatorParam.AGGREGATION_DEPTH)
                ? Math.min(3, (Integer) settings.value(EstimatorParam.AGGREGATION_DEPTH))
                : 0;
    }

    private static @Nullable CheckpointOptions checkpoints(Settings settings, Configuration hadoop) {
        String resume = choice(settings, EstimatorParam.RESUME);
        boolean fail = choice(settings, EstimatorParam.CHECKPOINT_FAILURE).equals("fail");
        int interval = (Integer) settings.value(EstimatorParam.CHECKPOINT_INTERVAL);
        String folder = settings.string(EstimatorParam.CHECKPOINT_DIR);
        if (folder.isEmpty() && !resume.equals("never")) {
            throw new InvalidInputException("--resume " + resume + " needs --checkpoint-dir");
        }
        if (interval == -1 && !resume.equals("never")) {
            throw new InvalidInputException("--resume " + resume
                    + " with --checkpoint-interval -1, which saves nothing: set an interval, or leave out --resume");
        }
        if (folder.isEmpty() || interval == -1) {
            return null;
        }
        return new CheckpointOptions(
                new org.apache.hadoop.fs.Path(folder),
                interval,
                CheckpointOptions.Resume.valueOf(resume.toUpperCase(Locale.ROOT)),
                fail,
                hadoop);
    }

    private static @Nullable Path history(Settings settings) {
        String text = settings.string(EstimatorParam.HISTORY_PATH);
        if (text.isEmpty()) {
            return null;
        }
        Path file = Path.of(text).toAbsolutePath();
        Path folder = file.getParent();
        if (text.contains(":/") || Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new InvalidInputException("--history " + text
                    + ": must name a file of the driver's machine, in a folder that can be written");
        }
        return file;
    }
}
