package io.ef21.method;

import io.ef21.compress.Amount;
import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.util.List;
import java.util.Map;

/**
 * What the user gave of the parameters that only some methods have. Immutable.
 *
 * @param given texts by knob; without those that were not given
 */
public record MethodOptions(Map<Knob, String> given) {
    /** Nothing given. */
    public static final MethodOptions NONE = new MethodOptions(Map.of());

    private static final String BATCH = "32";

    public MethodOptions {
        given = Map.copyOf(given);
    }

    /** Whether a knob was given. */
    public boolean has(Knob knob) {
        return given.containsKey(knob);
    }

    /**
     * A number in an interval.
     *
     * @param otherwise where it was not given; may be NaN for a value that theory finds
     * @throws InvalidInputException if it is none
     */
    public double number(Knob knob, double otherwise, double least, double most) {
        String text = given.get(knob);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException(interval(knob, text, least, most), e);
        }
        throw new InvalidInputException(interval(knob, text, least, most));
    }

    private static String interval(Knob knob, String text, double least, double most) {
        return "%s must be a number %s (got '%s')"
                .formatted(
                        knob.flag(),
                        most == Double.POSITIVE_INFINITY
                                ? "of at least " + least
                                : "in " + (least == Double.MIN_VALUE ? "(0" : "[" + least) + ", " + most + "]",
                        text);
    }

    /**
     * A whole number.
     *
     * @throws InvalidInputException if it is none, or too small
     */
    public int integer(Knob knob, int otherwise, int least) {
        return integer(knob, otherwise, least, Integer.MAX_VALUE);
    }

    /**
     * A whole number in an interval.
     *
     * @throws InvalidInputException if it is none, or outside
     */
    public int integer(Knob knob, int otherwise, int least, int most) {
        String text = given.get(knob);
        if (text == null) {
            return otherwise;
        }
        String range = most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
        String problem = "%s must be a whole number %s (got '%s')".formatted(knob.flag(), range, text);
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(problem, e);
        }
        if (value < least || value > most) {
            throw new InvalidInputException(problem);
        }
        return value;
    }

    /**
     * One of some words.
     *
     * @throws InvalidInputException if it is another
     */
    public String word(Knob knob, String otherwise, List<String> words) {
        String text = given.getOrDefault(knob, otherwise);
        if (!words.contains(text)) {
            throw new InvalidInputException(Nearest.unknown("value of " + knob.flag(), text, words));
        }
        return text;
    }

    /**
     * A compressor.
     *
     * @throws InvalidInputException if it is none
     */
    public Compressor compressor(Knob knob, String otherwise) {
        return Compressors.parse(given.getOrDefault(knob, otherwise));
    }

    /** A text as it was given. */
    public String text(Knob knob, String otherwise) {
        return given.getOrDefault(knob, otherwise);
    }

    /**
     * How samples are drawn.
     *
     * @throws InvalidInputException if that makes no sense
     */
    public Sampling sampling() {
        Amount size = amount(Knob.BATCH_SIZE, given.getOrDefault(Knob.BATCH_SIZE, BATCH));
        String first = given.get(Knob.INITIAL_BATCH);
        boolean replacement =
                word(Knob.BATCH_DRAW, "without", List.of("without", "with")).equals("with");
        return new Sampling(size, first == null ? size : amount(Knob.INITIAL_BATCH, first), replacement);
    }

    /**
     * Whether batches are asked for, of a method that has whole gradients without.
     *
     * @param method its name
     * @throws InvalidInputException if what is said of batches is said without their size
     */
    public boolean asksForBatches(String method) {
        if (has(Knob.BATCH_SIZE)) {
            return true;
        }
        for (Knob knob : List.of(Knob.INITIAL_BATCH, Knob.BATCH_DRAW)) {
            if (has(knob)) {
                throw new InvalidInputException(knob.flag() + " is about batches, and the gradients of --method "
                        + method + " are whole without --batch-size: add one, such as --batch-size 32");
            }
        }
        return false;
    }

    private static Amount amount(Knob knob, String text) {
        try {
            return Amount.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    knob.flag() + " needs a number of samples, or a share with a decimal point in (0, 1] (got '" + text
                            + "')",
                    e);
        }
    }

    /**
     * Who answers.
     *
     * @throws InvalidInputException if it makes no sense
     */
    public Participation participation(String otherwise) {
        return Participation.parse(given.getOrDefault(Knob.PARTICIPATION, otherwise));
    }
}
