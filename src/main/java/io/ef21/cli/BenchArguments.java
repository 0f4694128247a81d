package io.ef21.cli;

import io.ef21.bench.BenchData;
import io.ef21.bench.ContestPlan;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.data.PositiveLabels;
import io.ef21.plot.FigureFile;
import io.ef21.run.OutputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * What the user asked {@code bench} to do, checked before anything starts.
 *
 * @param data of all contestants
 * @param plan what is measured
 * @param clients n
 * @param partitions of Spark
 * @param shuffled how rows are dealt
 * @param lambda of l2 = lambda/2 ||x||^2
 * @param trainings options of train by the names of the contestants that are trainings
 * @param isolate whether each turn has a JVM of its own
 * @param turnLimit seconds for such a turn
 * @param master of Spark; empty for what is set elsewhere
 * @param json where to write what was measured
 * @param plot where to draw it
 */
record BenchArguments(
        BenchData data,
        ContestPlan plan,
        int clients,
        int partitions,
        boolean shuffled,
        double lambda,
        Map<String, List<String>> trainings,
        boolean isolate,
        int turnLimit,
        String master,
        @Nullable Path json,
        @Nullable Path plot) {

    private static final List<String> OF_SPARK = List.of(ContestPlan.MLLIB, ContestPlan.MLLIB_STANDARDIZED);

    static BenchArguments of(ParseResult parsed) {
        Values values = new Values(parsed);
        int clients = values.integer(BenchOption.CLIENTS, 1);
        int partitions = values.given(BenchOption.PARTITIONS) ? values.integer(BenchOption.PARTITIONS, 1) : clients;
        if (partitions > clients) {
            throw new InvalidInputException("--partitions must be between 1 and the number of clients, %d (got %d)"
                    .formatted(clients, partitions));
        }
        double lambda = values.number(BenchOption.LAMBDA);
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new InvalidInputException("--lambda must be a nonnegative number (got " + lambda + ")");
        }
        String labels = values.text(BenchOption.POSITIVE_LABELS);
        BenchData data = new BenchData(
                values.text(BenchOption.DATA),
                values.given(BenchOption.FEATURES) ? values.integer(BenchOption.FEATURES, 1) : 0,
                labels.isEmpty() ? null : PositiveLabels.parse(BenchOption.POSITIVE_LABELS.flag(), labels),
                values.text(BenchOption.HELD_OUT),
                values.integer(BenchOption.SEED, Integer.MIN_VALUE));
        Map<String, List<String>> trainings = trainings(values.all(BenchOption.CONTESTANT));
        List<String> names = values.list(BenchOption.CONTESTANTS);
        List<String> known = new ArrayList<>(OF_SPARK);
        known.addAll(trainings.keySet());
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidInputException(Nearest.unknown("contestant", name, known));
            }
        }
        ContestPlan plan = new ContestPlan(
                names,
                values.list(BenchOption.GAPS).stream()
                        .map(gap -> Values.number(BenchOption.GAPS, gap))
                        .toList(),
                values.integer(BenchOption.REPEAT, 1),
                values.integer(BenchOption.LONGEST, 1),
                !data.heldOut().equals(BenchData.NONE));
        return new BenchArguments(
                data,
                plan,
                clients,
                partitions,
                values.choice(BenchOption.SPLIT).equals("shuffled"),
                lambda,
                trainings,
                values.choice(BenchOption.ISOLATE).equals("yes"),
                values.integer(BenchOption.TURN_LIMIT, 1),
                values.text(BenchOption.MASTER),
                values.output(BenchOption.JSON),
                plot(values));
    }

    /** The trainings that have names of their own, and those that the user adds. */
    private static Map<String, List<String>> trainings(List<String> added) {
        Map<String, List<String>> trainings = new LinkedHashMap<>();
        trainings.put(ContestPlan.LOSSLESS, words("--compressor identity --downlink exact"));
        trainings.put(ContestPlan.DEFAULT, List.of());
        trainings.put(ContestPlan.WITHOUT_FEEDBACK, List.of());
        for (String text : added) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? "" : text.substring(0, equals).strip();
            if (name.isEmpty() || name.contains(",")) {
                throw new InvalidInputException(
                        "--contestant must be NAME=OPTIONS, such as 'three-bits=--compressor quantize:3' (got '" + text
                                + "')");
            }
            if (OF_SPARK.contains(name)) {
                throw new InvalidInputException("--contestant: the name '" + name + "' stands for Spark's own fit");
            }
            trainings.put(name, words(text.substring(equals + 1)));
        }
        return trainings;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
    }

    private static @Nullable Path plot(Values values) {
        Path plot = values.output(BenchOption.PLOT);
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
    private record Values(ParseResult parsed) {
        boolean given(BenchOption option) {
            return parsed.hasMatchedOption(option.flag());
        }

        String text(BenchOption option) {
            String value = parsed.matchedOptionValue(option.flag(), option.defaultValue());
            return value.strip();
        }

        List<String> list(BenchOption option) {
            return Arrays.stream(text(option).split(",", -1)).map(String::strip).toList();
        }

        List<String> all(BenchOption option) {
            return parsed.matchedOptionValue(option.flag(), List.<String>of());
        }

        String choice(BenchOption option) {
            List<String> choices = List.of(option.argument().split("\\|", -1));
            String value = text(option);
            if (!choices.contains(value)) {
                throw new InvalidInputException(Nearest.unknown("value of " + option.flag(), value, choices));
            }
            return value;
        }

        int integer(BenchOption option, int smallest) {
            String text = text(option);
            try {
                int value = Integer.parseInt(text);
                if (value >= smallest) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new InvalidInputException(option.flag() + " must be an integer (got '" + text + "')", e);
            }
            throw new InvalidInputException(option.flag() + " must be at least " + smallest + " (got " + text + ")");
        }

        double number(BenchOption option) {
            return number(option, text(option));
        }

        static double number(BenchOption option, String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(option.flag() + " must be a number (got '" + text + "')", e);
            }
        }

        @Nullable
        Path output(BenchOption option) {
            String text = text(option);
            return text.isEmpty() ? null : OutputFile.at(option.flag(), text);
        }
    }
}
