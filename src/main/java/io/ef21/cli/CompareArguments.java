package io.ef21.cli;

import io.ef21.data.InvalidInputException;
import io.ef21.run.TrainOption;
import io.ef21.study.Entry;
import io.ef21.study.Foreign;
import io.ef21.study.Given;
import io.ef21.study.Grid;
import io.ef21.study.Job;
import io.ef21.study.JobFile;
import io.ef21.study.OptionPlace;
import io.ef21.study.Study;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/**
 * What the user asked {@code compare} to do, checked before anything starts.
 *
 * @param study from the job and the options, which win
 * @param out folder for what is written
 * @param threads runs at a time
 * @param dryRun whether nothing is run
 */
record CompareArguments(Study study, Path out, int threads, boolean dryRun) {
    private static final String OUT = "compare";

    static CompareArguments of(ParseResult parsed) throws IOException {
        Job job = new Job(
                settings(parsed),
                common(parsed),
                all(parsed, CompareOption.RUN).stream()
                        .map(CompareArguments::entry)
                        .toList(),
                all(parsed, CompareOption.TARGET).stream()
                        .map(text -> new Given(CompareOption.TARGET.flag(), text))
                        .toList(),
                all(parsed, CompareOption.FOREIGN).stream()
                        .map(CompareArguments::foreign)
                        .toList());
        String file = parsed.matchedPositionalValue(0, "");
        return new CompareArguments(
                Study.of(file.isEmpty() ? job : JobFile.read(path("JOB", file)).and(job)),
                path(CompareOption.OUT.flag(), parsed.matchedOptionValue(CompareOption.OUT.flag(), OUT)),
                threads(parsed),
                parsed.hasMatchedOption(CompareOption.DRY_RUN.flag()));
    }

    private static Map<String, Given> settings(ParseResult parsed) {
        Map<String, Given> settings = new LinkedHashMap<>();
        for (CompareOption option : CompareOption.values()) {
            if (Job.SETTINGS.contains(option.key()) && parsed.hasMatchedOption(option.flag())) {
                settings.put(option.key(), new Given(option.flag(), parsed.matchedOptionValue(option.flag(), "")));
            }
        }
        return settings;
    }

    private static Map<TrainOption, String> common(ParseResult parsed) {
        Map<TrainOption, String> common = new EnumMap<>(TrainOption.class);
        for (TrainOption option : CompareCommand.common()) {
            if (parsed.hasMatchedOption(option.flag())) {
                common.put(option, parsed.matchedOptionValue(option.flag(), ""));
            }
        }
        return common;
    }

    private static List<String> all(ParseResult parsed, CompareOption option) {
        return parsed.matchedOptionValue(option.flag(), List.<String>of());
    }

    /** A run from {@code NAME: --option value ...}. */
    private static Entry entry(String text) {
        String form = CompareOption.RUN.flag() + " must be 'NAME: --option value ...', such as 'EF21: --method ef21'"
                + " (got '" + text + "')";
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new InvalidInputException(form);
        }
        String where =
                CompareOption.RUN.flag() + " '" + text.substring(0, colon).strip() + "'";
        String rest = text.substring(colon + 1).strip();
        Map<TrainOption, List<String>> options = new LinkedHashMap<>();
        Iterator<String> words = rest.isEmpty()
                ? List.<String>of().iterator()
                : Arrays.asList(rest.split("\\s+")).iterator();
        while (words.hasNext()) {
            String name = words.next();
            if (!name.startsWith("--")) {
                throw new InvalidInputException(form);
            }
            TrainOption option = OptionPlace.named(name, where);
            if (!words.hasNext()) {
                throw new InvalidInputException(where + ": the option " + name + " has no value");
            }
            options.computeIfAbsent(option, o -> new ArrayList<>()).addAll(grid(where, words.next()));
        }
        options.replaceAll((option, values) -> values.stream().distinct().toList());
        return new Entry(text.substring(0, colon).strip(), where, options, null);
    }

    private static List<String> grid(String where, String value) {
        try {
            return Grid.expand(value);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(where + ": " + e.getMessage(), e);
        }
    }

    private static Foreign foreign(String text) {
        String flag = CompareOption.FOREIGN.flag();
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new InvalidInputException(flag + " must be NAME=FILE (got '" + text + "')");
        }
        return new Foreign(text.substring(0, equals).strip(), flag, path(flag, text.substring(equals + 1)));
    }

    private static int threads(ParseResult parsed) {
        String text = parsed.matchedOptionValue(CompareOption.THREADS.flag(), "");
        if (text.isEmpty()) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            int threads = Integer.parseInt(text);
            if (threads > 0) {
                return threads;
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--threads must be an integer (got '" + text + "')", e);
        }
        throw new InvalidInputException("--threads must be at least 1 (got " + text + ")");
    }

    private static Path path(String where, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException(where + " " + text + ": is no name of a file", e);
        }
    }
}
