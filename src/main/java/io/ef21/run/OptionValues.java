package io.ef21.run;

import io.ef21.data.InvalidInputException;
import io.ef21.data.SourceFile;
import io.ef21.method.Averaging;
import io.ef21.method.Knob;
import io.ef21.method.MethodOptions;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.wire.ValueBits;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that options were given as text, or their defaults, and what they mean for a training. Messages speak of the
 * command line's flags.
 *
 * @param given whatever was
 */
public record OptionValues(Map<TrainOption, String> given) {
    /** The value, without blanks around it. */
    public String text(TrainOption option) {
        return given.getOrDefault(option, option.defaultValue()).strip();
    }

    /**
     * The value of an option that takes one of a few words.
     *
     * @throws InvalidInputException if it is another
     */
    public String choice(TrainOption option) {
        return option.requireChoice(text(option));
    }

    /**
     * A whole number; 0 where an option without a default was not given.
     *
     * @throws InvalidInputException if it is none, or not between the two
     */
    public long integer(TrainOption option, long smallest, long largest) {
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

    /** The absolute path of a file that will be written; null where none is named. */
    public @Nullable Path output(TrainOption option) {
        String text = text(option);
        return text.isEmpty() ? null : OutputFile.at(option.flag(), text);
    }

    /** The first option whose value is compiled in this JVM, from a file, so that executors do not know it; null for none. */
    public @Nullable TrainOption compiledHere() {
        return Stream.of(
                        TrainOption.METHOD,
                        TrainOption.COMPRESSOR,
                        TrainOption.MEMORY,
                        TrainOption.SECOND_COMPRESSOR,
                        TrainOption.DOWNLINK)
                .filter(option -> text(option).contains(SourceFile.SCHEME))
                .findFirst()
                .orElse(null);
    }

    /**
     * What {@code auto} means, given the others.
     *
     * @throws InvalidInputException if there is no such method, or not with these parameters
     */
    public Choices choices() {
        return new Choices(
                text(TrainOption.METHOD),
                parameters(),
                text(TrainOption.COMPRESSOR),
                text(TrainOption.DOWNLINK),
                text(TrainOption.SERVER_UPDATE),
                text(TrainOption.PRECONDITION),
                text(TrainOption.STEP_SIZE),
                text(TrainOption.LINK));
    }

    /**
     * The regularizer, or the path of them, and who adds it.
     *
     * @param shifted whether the clients' variables are the model less x^0
     * @throws InvalidInputException if it cannot be there
     */
    public RegularizerPlace regularizer(Choices choices, boolean shifted) {
        RegularizationPath path = path();
        String place = choice(TrainOption.REGULARIZER_AT);
        boolean server = place.equals(Choices.AUTO)
                ? path.named() || (choices.regularizesAtServer() && !shifted)
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
        if (path.first().proximal() && !server) {
            throw new InvalidInputException("--regularizer " + path.first()
                    + " enters by a proximal step, which only the server can take: add --regularizer-at server");
        }
        return server
                ? new RegularizerPlace(path, new Regularizer.None())
                : new RegularizerPlace(RegularizationPath.of(new Regularizer.None()), path.first());
    }

    /**
     * Everything that decides the run.
     *
     * @param choices of these values
     * @param atServer the regularizer there
     * @throws InvalidInputException if a value is wrong, or some do not go together
     */
    public TrainingOptions training(Choices choices, Regularizer atServer) {
        return new TrainingOptions(
                choices.chosenMethod(),
                choices.chosenCompressor(),
                ValueBits.of((int) integer(TrainOption.VALUE_BITS, 0, 64)),
                choices.chosenStart(text(TrainOption.INIT)),
                choice(TrainOption.STATE_PRECISION).equals("float"),
                choices.chosenDownlink(),
                atServer,
                choice(TrainOption.CLIENT_WEIGHTS).equals("rows"),
                choices.chosenStepSize(),
                (int) integer(TrainOption.ROUNDS, 0, Integer.MAX_VALUE - 1),
                number(TrainOption.GRADIENT_TOL),
                (int) integer(TrainOption.EVALUATE_EVERY, 0, Integer.MAX_VALUE),
                integer(TrainOption.SEED, Long.MIN_VALUE, Long.MAX_VALUE),
                choices.acceleration(),
                choices.chosenTol(text(TrainOption.TOL)),
                integer(TrainOption.MAX_BYTES, 0, Long.MAX_VALUE));
    }

    /**
     * Where the run saves itself; null for nowhere.
     *
     * @throws InvalidInputException if it is to resume from nowhere
     */
    public @Nullable CheckpointOptions checkpoints() {
        String resume = choice(TrainOption.RESUME);
        boolean fail = choice(TrainOption.CHECKPOINT_FAILURE).equals("fail");
        int interval = (int) integer(TrainOption.CHECKPOINT_INTERVAL, 1, CheckpointOptions.LONGEST_INTERVAL);
        String folder = text(TrainOption.CHECKPOINT_DIR);
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

    /** Depth of the aggregation of messages, 1 to 3; 0 chooses. */
    public int treeDepth() {
        String choice = choice(TrainOption.MESSAGE_TREE_DEPTH);
        return choice.equals(Choices.AUTO) ? 0 : Integer.parseInt(choice);
    }

    private RegularizationPath path() {
        String regularizer = text(TrainOption.REGULARIZER);
        String lambdas = text(TrainOption.LAMBDAS);
        return lambdas.isEmpty()
                ? RegularizationPath.of(Regularizer.parse(regularizer))
                : RegularizationPath.parse(regularizer, lambdas);
    }

    /** Those that only some methods have. */
    private MethodOptions parameters() {
        Map<Knob, String> turned = new EnumMap<>(Knob.class);
        for (Knob knob : Knob.values()) {
            TrainOption option = TrainOption.of(knob);
            if (given.containsKey(option)) {
                turned.put(knob, text(option));
            }
        }
        return new MethodOptions(turned);
    }

    private double number(TrainOption option) {
        String text = text(option);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(option.flag() + " must be a number (got '" + text + "')", e);
        }
    }
}
