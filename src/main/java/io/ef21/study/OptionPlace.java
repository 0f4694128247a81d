package io.ef21.study;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.run.TrainOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Where in a study an option of {@code train} may stand. */
public final class OptionPlace {
    /** They decide the data, f and its randomness, which all runs share. */
    private static final Set<TrainOption> COMMON_ONLY = Set.of(
            TrainOption.DATA,
            TrainOption.FORMAT,
            TrainOption.FEATURES,
            TrainOption.CLIENTS,
            TrainOption.SPLIT,
            TrainOption.OBJECTIVE,
            TrainOption.REGULARIZER,
            TrainOption.CLIENT_WEIGHTS,
            TrainOption.SEED,
            TrainOption.DATA_SEED);

    /** A study runs on the local engine, writes its own files, and has one model per run. */
    private static final Set<TrainOption> NOWHERE = Set.of(
            TrainOption.LABEL_COL,
            TrainOption.FEATURES_COL,
            TrainOption.FEATURE_COLS,
            TrainOption.WEIGHTS,
            TrainOption.CLIENTS_BY,
            TrainOption.ENGINE,
            TrainOption.MASTER,
            TrainOption.PARTITIONS,
            TrainOption.MESSAGE_TREE_DEPTH,
            TrainOption.LAMBDAS,
            TrainOption.CHECKPOINT_DIR,
            TrainOption.CHECKPOINT_INTERVAL,
            TrainOption.CHECKPOINT_FAILURE,
            TrainOption.RESUME,
            TrainOption.HISTORY,
            TrainOption.MODEL,
            TrainOption.PLOT,
            TrainOption.EXPLAIN);

    private OptionPlace() {}

    /** Whether all runs share it. */
    public static boolean isCommon(TrainOption option) {
        return COMMON_ONLY.contains(option);
    }

    /** Whether a study takes it at all. */
    public static boolean isAllowed(TrainOption option) {
        return !NOWHERE.contains(option);
    }

    /** The option's name without dashes. */
    public static String name(TrainOption option) {
        return option.flag().substring(2);
    }

    /**
     * The option with a name, dashes or not.
     *
     * @throws InvalidInputException if there is none that a study takes
     */
    public static TrainOption named(String name, String where) {
        String plain = name.startsWith("--") ? name.substring(2) : name;
        for (TrainOption option : TrainOption.values()) {
            if (name(option).equals(plain)) {
                if (!isAllowed(option)) {
                    throw new InvalidInputException(where + ": a study has no use for the option " + option.flag()
                            + ": it runs on the local engine and writes its own files");
                }
                return option;
            }
        }
        List<String> known = Arrays.stream(TrainOption.values())
                .filter(OptionPlace::isAllowed)
                .map(OptionPlace::name)
                .toList();
        throw new InvalidInputException(where + ": " + Nearest.unknown("option of train", plain, known));
    }

    /**
     * Refuses an option that decides the data or the objective.
     *
     * @throws InvalidInputException if it is one
     */
    static void requireOfRun(TrainOption option, String where) {
        if (isCommon(option)) {
            throw new InvalidInputException(
                    where + ": " + option.flag()
                            + " is the same for all runs, which are compared on the same objective: give it with the common options");
        }
    }
}
