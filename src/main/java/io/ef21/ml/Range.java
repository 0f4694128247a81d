package io.ef21.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import scala.Function1;

/** The numbers that a Param takes. */
@SuppressWarnings("ImmutableEnumChecker")
enum Range {
    /** All. */
    ANY("", value -> true),
    /** 0 and more. */
    NONNEGATIVE("at least 0", value -> value >= 0),
    /** More than 0. */
    POSITIVE("above 0", value -> value > 0),
    /** From 0 to 1. */
    SHARE("in [0, 1]", value -> value >= 0 && value <= 1),
    /** 2 and more. */
    AT_LEAST_TWO("at least 2", value -> value >= 2),
    /** Rounds between checkpoints, or -1 for none. */
    INTERVAL("1 to 100, or -1 for none", value -> value == -1 || (value >= 1 && value <= 100)),
    /** Of an array: at least an input, a hidden and an output layer. */
    THREE_LAYERS("at least 3 of them, all positive", value -> true);

    private final String text;
    private final DoublePredicate holds;

    Range(String text, DoublePredicate holds) {
        this.text = text;
        this.holds = holds;
    }

    /** For people, as the end of a sentence; empty where everything goes. */
    String text() {
        return text.isEmpty() ? "" : "; " + text;
    }

    /** The same for an array of Spark, where the text is about arrays. */
    Function1<int[], Object> integers() {
        return (Function1<int[], Object> & Serializable)
                values -> values.length >= 3 && Arrays.stream(values).allMatch(value -> value > 0);
    }

    /** The same for Spark. */
    Function1<Object, Object> numbers() {
        return (Function1<Object, Object> & Serializable) value -> holds.test(((Number) value).doubleValue());
    }
}
