package io.ef21.spark;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.Choices;
import io.ef21.run.Engine;
import io.ef21.run.HistoryFile;
import io.ef21.run.ModelTerms;
import io.ef21.run.OptionValues;
import io.ef21.run.Outcome;
import io.ef21.run.RegularizerPlace;
import io.ef21.run.RoundRecord;
import io.ef21.run.TrainOption;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EF21} is to do, checked as far as that is possible without clients.
 *
 * @param regularizer at the clients
 * @param treeDepth of the aggregation, 1 to 3; 0 chooses
 * @param options of the training, with the start
 * @param path of regularizers at the server
 * @param checkpoints where it saves itself; null for nowhere
 * @param history file that the rounds are written to; null for none
 */
record Minimization(
        Regularizer regularizer,
        int treeDepth,
        TrainingOptions options,
        RegularizationPath path,
        @Nullable CheckpointOptions checkpoints,
        @Nullable Path history) {
    private static final Pattern FLAG = Pattern.compile("--([a-z][a-z-]*[a-z])");

    /** Options about what makes the clients' functions, or about files for people. */
    private static final Set<TrainOption> ELSEWHERE = EnumSet.of(
            TrainOption.DATA,
            TrainOption.FORMAT,
            TrainOption.LABEL_COL,
            TrainOption.FEATURES_COL,
            TrainOption.FEATURE_COLS,
            TrainOption.WEIGHTS,
            TrainOption.CLIENTS_BY,
            TrainOption.FEATURES,
            TrainOption.CLIENTS,
            TrainOption.PARTITIONS,
            TrainOption.SPLIT,
            TrainOption.ENGINE,
            TrainOption.MASTER,
            TrainOption.OBJECTIVE,
            TrainOption.INTERCEPT,
            TrainOption.STANDARDIZATION,
            TrainOption.METHOD,
            TrainOption.GRAPH,
            TrainOption.MIXING_STEP,
            TrainOption.TRACKING,
            TrainOption.DATA_PRECISION,
            TrainOption.KERNEL,
            TrainOption.DATA_SEED,
            TrainOption.MODEL,
            TrainOption.PLOT,
            TrainOption.EXPLAIN);

    static Minimization of(boolean executors, String method, Map<String, ?> options, double @Nullable [] start) {
        OptionValues values = new OptionValues(given(method, options));
        Choices choices = values.choices();
        if (choices.chosenMethod().isDecentralized()) {
            throw new InvalidInputException(
                    "method " + method + " has no server, and minimize needs one: use another method");
        }
        TrainOption own = values.compiledHere();
        if (own != null && executors) {
            throw new InvalidInputException(own.flag() + " " + values.text(own)
                    + " is known in this JVM alone, not to executors: put a jar with it and a service entry on the class"
                    + " path, by spark-submit --jars, or give the clients as a list");
        }
        RegularizerPlace place = values.regularizer(choices, false);
        TrainingOptions training = values.training(choices, place.atServer());
        return new Minimization(
                place.atClients(),
                values.treeDepth(),
                training.withModel(ModelTerms.PLAIN.startingAt(start)),
                place.path(),
                values.checkpoints(),
                values.output(TrainOption.HISTORY));
    }

    /** A sentence about options of the command line, with their names as they are here. */
    static String withoutDashes(String sentence) {
        return FLAG.matcher(sentence).replaceAll("$1");
    }

    private static Map<TrainOption, String> given(String method, Map<String, ?> options) {
        Map<TrainOption, String> given = new EnumMap<>(TrainOption.class);
        options.forEach((name, value) -> given.put(option(name), String.valueOf(value)));
        given.put(TrainOption.METHOD, method);
        return given;
    }

    private static TrainOption option(String name) {
        List<String> known = new ArrayList<>();
        for (TrainOption option : TrainOption.values()) {
            String own = option.flag().substring(2);
            if (own.equals(name) && !ELSEWHERE.contains(option)) {
                return option;
            }
            if (own.equals(name)) {
                throw new InvalidInputException("minimize is given the method and the clients' functions themselves,"
                        + " and returns the model: leave out option " + name);
            }
            if (!ELSEWHERE.contains(option)) {
                known.add(own);
            }
        }
        throw new InvalidInputException(Nearest.unknown("option", name, known));
    }

    Minimized run(Engine engine, Configuration hadoop) throws IOException {
        requireFits(engine);
        Training training = new Training(options, path, checkpoints == null ? null : checkpoints.on(hadoop));
        List<RoundRecord> records = new ArrayList<>();
        if (history == null) {
            return Minimized.of(training.run(engine, records::add), records);
        }
        try (HistoryFile file = new HistoryFile(history)) {
            Outcome outcome = training.run(engine, record -> {
                records.add(record);
                file.round(record);
            });
            file.finish();
            return Minimized.of(outcome, records);
        }
    }

    private void requireFits(Engine engine) {
        int d = engine.population().features();
        double[] start = options.model().start();
        if (start != null && start.length != d) {
            throw new InvalidInputException("the start has %d entries, and the clients' functions have %d variables"
                    .formatted(start.length, d));
        }
        boolean bounds = options.stepSize().needsSmoothness()
                || options.method().weighted()
                || options.method().needsConvexity();
        if (bounds && engine.ask(client -> client.objective().isSmooth()).contains(false)) {
            throw Objective.withoutBound();
        }
    }
}
