package io.ef21.study;

import io.ef21.run.TrainOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run that a study wants.
 *
 * @param label of its entry
 * @param options all that are given, the seed among them
 * @param chosen those of them that come from a grid
 * @param seed of everything random but the data
 */
record PlannedRun(String label, Map<TrainOption, String> options, Map<TrainOption, String> chosen, long seed) {
    PlannedRun {
        options = new LinkedHashMap<>(options);
        options.put(TrainOption.SEED, Long.toString(seed));
    }

    /** The options of a grid, such as "step-size theory:4, compressor topk:1"; empty where there was none. */
    static String text(Map<TrainOption, String> chosen) {
        return chosen.entrySet().stream()
                .map(option -> OptionPlace.name(option.getKey()) + " " + option.getValue())
                .collect(Collectors.joining(", "));
    }

    /** For progress. */
    String text() {
        String parameters = text(chosen);
        return label + (parameters.isEmpty() ? "" : ", " + parameters) + ", seed " + seed;
    }

    /** What repeats it alone. */
    String command() {
        return "ef21 train --engine local "
                + options.entrySet().stream()
                        .map(option -> option.getKey().flag() + " " + quoted(option.getValue()))
                        .collect(Collectors.joining(" "));
    }

    /** The options that decide the result, in an order of their own, without where the data lie. */
    String canonical() {
        return options.entrySet().stream()
                .filter(option -> option.getKey() != TrainOption.DATA)
                .map(option -> OptionPlace.name(option.getKey()) + "=" + option.getValue())
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining("\n"));
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_.:/,=+@%-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
