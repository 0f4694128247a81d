package io.ef21.method;

import java.util.Set;

/**
 * A line of the catalogue: a published method, up to its parameters. Families from outside are found by {@link
 * java.util.ServiceLoader}.
 */
public interface MethodFamily {
    /** The name, as in {@code --method NAME}. */
    String name();

    /** What it is, in a few words. */
    String summary();

    /** Where it was published. */
    Paper paper();

    /** What a client remembers, in vectors of its columns. */
    String state();

    /** What travels in a round, up and down. */
    String travels();

    /** The parameters it has. */
    Set<Knob> knobs();

    /**
     * The method.
     *
     * @param options with no knob that it has not
     * @throws io.ef21.data.InvalidInputException if a parameter makes no sense
     */
    Method make(MethodOptions options);
}
