package io.ef21.cli;

import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.ml.SavedModel;
import io.ef21.run.TrainOption;
import io.ef21.spark.RowSource;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ParseResult;

/**
 * A saved model and data for it, as {@code predict} and {@code evaluate} take them.
 *
 * @param model the folder
 * @param seed of generated data
 * @param master of Spark; empty where none was given
 */
record ModelArguments(String model, DataArguments input, long seed, String master) {
    /**
     * What the user asked for.
     *
     * @throws InvalidInputException if the model or the data are missing, or options do not go together
     */
    static ModelArguments of(ParseResult parsed) {
        Map<TrainOption, String> given = new EnumMap<>(TrainOption.class);
        for (TrainOption option : TrainOption.values()) {
            boolean known = option != TrainOption.MODEL && parsed.hasMatchedOption(option.flag());
            if (known) {
                given.put(option, parsed.matchedOptionValue(option.flag(), ""));
            }
        }
        require(parsed, TrainOption.DATA.flag(), "a file, or a folder of files");
        return new ModelArguments(
                require(parsed, ModelOption.MODEL.flag(), "the folder of a saved model"),
                DataArguments.of(given),
                seed(given.getOrDefault(TrainOption.SEED, TrainOption.SEED.defaultValue())),
                given.getOrDefault(TrainOption.MASTER, ""));
    }

    /**
     * The value of an option that must be there.
     *
     * @param what it should name
     * @throws InvalidInputException if it is not there
     */
    static String require(ParseResult parsed, String flag, String what) {
        String value = parsed.matchedOptionValue(flag, "").strip();
        if (value.isEmpty()) {
            throw new InvalidInputException(flag + " must name " + what);
        }
        return value;
    }

    /**
     * The data, if they are as wide as the model.
     *
     * @param labelled whether tables must have a column of labels
     * @throws InvalidInputException if they are not, or cannot be read
     */
    RowSource rows(SparkSession session, SavedModel saved, boolean labelled) throws IOException {
        RowSource source = read(session, labelled);
        int width = source.summary().width();
        boolean fits = input.format().isTable() ? width == saved.features() : width <= saved.features();
        if (!fits) {
            source.close();
            throw new InvalidInputException("--data %s has %d features, but --model %s was trained on %d"
                    .formatted(input.location(), width, model, saved.features()));
        }
        return source;
    }

    private RowSource read(SparkSession session, boolean labelled) throws IOException {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        return switch (input.format()) {
            case GENERATED -> RowSource.generated(spark, GeneratedRows.parse(input.location(), seed));
            case LIBSVM -> RowSource.libsvm(spark, input.location(), 0);
            case CSV, PARQUET -> TableRows.read(session, input, labelled);
        };
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--seed must be an integer (got '" + text + "')", e);
        }
    }
}
