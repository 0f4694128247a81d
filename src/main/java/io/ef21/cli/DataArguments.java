package io.ef21.cli;

import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.run.TrainOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where data are, how they are written, and what their columns mean. Empty strings stand for options that were not given.
 *
 * @param location a path, a URI, or what to generate
 * @param label name of a column; the default where none was given
 * @param labelGiven whether one was
 * @param features name of a column of vectors
 * @param featureList names of columns of numbers, separated by commas, or {@code *}
 * @param weight name of a column
 * @param clients name of a column
 */
record DataArguments(
        String location,
        DataFormat format,
        String label,
        boolean labelGiven,
        String features,
        String featureList,
        String weight,
        String clients) {
    /** Those that only tables have. */
    private static final List<TrainOption> OF_COLUMNS = List.of(
            TrainOption.LABEL_COL,
            TrainOption.FEATURES_COL,
            TrainOption.FEATURE_COLS,
            TrainOption.WEIGHTS,
            TrainOption.CLIENTS_BY);

    /** All that this reads. */
    static final List<TrainOption> OPTIONS = List.of(
            TrainOption.DATA,
            TrainOption.FORMAT,
            TrainOption.LABEL_COL,
            TrainOption.FEATURES_COL,
            TrainOption.FEATURE_COLS,
            TrainOption.WEIGHTS,
            TrainOption.CLIENTS_BY);

    /**
     * What was given, or the defaults.
     *
     * @throws InvalidInputException if the format is unknown, or has no use for an option, or options contradict each other
     */
    static DataArguments of(Map<TrainOption, String> given) {
        String location = text(given, TrainOption.DATA);
        DataFormat format = format(given, location);
        for (TrainOption option : OF_COLUMNS) {
            if (given.containsKey(option) && !format.isTable()) {
                throw new InvalidInputException(
                        "%s names a column, and %s have none: give the data as CSV or Parquet, with --format csv or parquet"
                                .formatted(
                                        option.flag(), format == DataFormat.LIBSVM ? "LIBSVM data" : "generated data"));
            }
            if (given.containsKey(option) && text(given, option).isEmpty()) {
                throw new InvalidInputException(option.flag() + " must name a column");
            }
        }
        if (given.containsKey(TrainOption.FEATURES_COL)
                && (given.containsKey(TrainOption.FEATURE_COLS) || format == DataFormat.CSV)) {
            throw new InvalidInputException(
                    format == DataFormat.CSV
                            ? "--features-col names a column of vectors, and CSV has none: use --feature-cols"
                            : "--features-col and --feature-cols both say what the features are: leave out one of them");
        }
        for (TrainOption option : List.of(TrainOption.CLIENTS, TrainOption.SPLIT)) {
            if (given.containsKey(TrainOption.CLIENTS_BY) && given.containsKey(option)) {
                throw new InvalidInputException("--clients-by says whose rows they are: leave out " + option.flag());
            }
        }
        return new DataArguments(
                location,
                format,
                text(given, TrainOption.LABEL_COL),
                given.containsKey(TrainOption.LABEL_COL),
                text(given, TrainOption.FEATURES_COL),
                text(given, TrainOption.FEATURE_COLS),
                text(given, TrainOption.WEIGHTS),
                text(given, TrainOption.CLIENTS_BY));
    }

    /**
     * Refuses an engine that cannot read the data.
     *
     * @throws InvalidInputException if it is the local one, and the data are a table
     */
    void requireEngine(String engine) {
        if (format.isTable() && !engine.equals("spark")) {
            throw new InvalidInputException("--data " + location + ": " + format.word()
                    + " is read by Spark: use --engine spark, or give LIBSVM data");
        }
    }

    private static DataFormat format(Map<TrainOption, String> given, String location) {
        boolean generated = location.startsWith(GeneratedRows.SCHEME);
        if (!given.containsKey(TrainOption.FORMAT)) {
            return generated ? DataFormat.GENERATED : DataFormat.guess(location);
        }
        String word = TrainOption.FORMAT.requireChoice(text(given, TrainOption.FORMAT));
        if (generated) {
            throw new InvalidInputException("--data " + location + " is made, not read: leave out --format");
        }
        return DataFormat.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String text(Map<TrainOption, String> given, TrainOption option) {
        return given.getOrDefault(option, option.defaultValue()).strip();
    }
}
