package io.ef21.study;

import io.ef21.data.InvalidInputException;
import io.ef21.run.TrainOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: a training with a name, some of whose options may have several values.
 *
 * @param label its name, not blank, unlike all others
 * @param where it stands, for messages
 * @param options with the values to try, at least one each, in the order given
 * @param seeds of its own; null for the study's
 */
public record Entry(String label, String where, Map<TrainOption, List<String>> options, @Nullable Given seeds) {
    /**
     * Copies the options and refuses those that a run cannot have.
     *
     * @throws InvalidInputException if the name is blank, or an option belongs elsewhere
     */
    public Entry {
        if (label.isBlank()) {
            throw new InvalidInputException(where + ": a run needs a name");
        }
        for (TrainOption option : options.keySet()) {
            OptionPlace.requireOfRun(option, where);
        }
        Map<TrainOption, List<String>> copy = new LinkedHashMap<>();
        options.forEach((option, values) -> copy.put(option, List.copyOf(values)));
        options = copy;
    }

    /** Every combination of the values, the last option varying fastest; only options with several values are in it. */
    public List<Map<TrainOption, String>> candidates() {
        List<Map<TrainOption, String>> all = List.of(Map.of());
        for (Map.Entry<TrainOption, List<String>> option : options.entrySet()) {
            if (option.getValue().size() > 1) {
                List<Map<TrainOption, String>> longer = new ArrayList<>();
                for (Map<TrainOption, String> chosen : all) {
                    for (String value : option.getValue()) {
                        Map<TrainOption, String> with = new LinkedHashMap<>(chosen);
                        with.put(option.getKey(), value);
                        longer.add(with);
                    }
                }
                all = longer;
            }
        }
        return all;
    }

    /** The options that have one value. */
    Map<TrainOption, String> fixed() {
        Map<TrainOption, String> fixed = new LinkedHashMap<>();
        options.forEach((option, values) -> {
            if (values.size() == 1) {
                fixed.put(option, values.get(0));
            }
        });
        return fixed;
    }

    /** Where the chosen values are the first or last of their numbers, such as "step-size at the upper edge"; or nothing. */
    List<String> edges(Map<TrainOption, String> chosen) {
        List<String> edges = new ArrayList<>();
        chosen.forEach((option, value) -> {
            String edge = Grid.edge(options.getOrDefault(option, List.of()), value);
            if (!edge.isEmpty()) {
                edges.add(OptionPlace.name(option) + " at the grid's " + edge + " edge");
            }
        });
        return edges;
    }
}
