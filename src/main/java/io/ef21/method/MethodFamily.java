package io.ef21.method;

import java.util.Set;

/**
 * A line of the catalogue: a published method, up to its parameters. Families from outside are found by {@link
 * java.util.ServiceLoader}, or in one source file; they need a name and {@link #make}, the rest is for readers.
 */
public interface MethodFamily {
    /** The name, as in {@code --method NAME}. */
    String name();

    /** What it is, in a few words. */
    default String summary() {
        return "from " + getClass().getName();
    }

    /** Where it was published. */
    default Paper paper() {
        return Paper.UNPUBLISHED;
    }

    /** What a client remembers, in vectors of its columns. */
    default String state() {
        return "not said";
    }

    /** What travels in a round, up and down. */
    default String travels() {
        return "not said";
    }

    /** The parameters it has. */
    default Set<Knob> knobs() {
        return Set.of();
    }

    /**
     * The method.
     *
     * @param options with no knob that it has not
     * @throws io.ef21.data.InvalidInputException if a parameter makes no sense
     */
    Method make(MethodOptions options);
}
