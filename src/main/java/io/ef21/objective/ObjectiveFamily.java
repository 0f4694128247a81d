package io.ef21.objective;

import io.ef21.compress.Specification;
import java.util.function.BiFunction;

/**
 * A line of the catalogue of objectives: problems that differ in their arguments only. Families from outside are found by
 * {@link java.util.ServiceLoader}; on Spark their classes have to be where the clients are.
 */
public interface ObjectiveFamily {
    /** How they are written, the name first: {@code huber[:DELTA]}. */
    String form();

    /** What is needed, as the rest of a sentence: {@code needs a positive number such as huber:0.5}. */
    String needs();

    /** f_i in one line. */
    String formula();

    /** The labels it takes, in a few words. */
    String labels();

    /** The smoothness constant L_i, or why there is none. */
    String smoothness();

    /** What {@code --model} saves, in a few words. */
    String model();

    /**
     * The problem of a specification; complaints that are no {@link io.ef21.data.InvalidInputException} are completed by
     * {@link #needs}.
     *
     * @param seed of everything random in the problem
     * @throws IllegalArgumentException if arguments are missing or wrong
     */
    Problem parse(Specification specification, long seed);

    /** The name. */
    default String name() {
        return form().split("[:(\\[]", 2)[0];
    }

    /** A family of a few words and a function. */
    static ObjectiveFamily of(
            String form,
            String needs,
            String formula,
            String labels,
            String smoothness,
            String model,
            BiFunction<Specification, Long, Problem> constructor) {
        return new ObjectiveFamily() {
            @Override
            public String form() {
                return form;
            }

            @Override
            public String needs() {
                return needs;
            }

            @Override
            public String formula() {
                return formula;
            }

            @Override
            public String labels() {
                return labels;
            }

            @Override
            public String smoothness() {
                return smoothness;
            }

            @Override
            public String model() {
                return model;
            }

            @Override
            public Problem parse(Specification specification, long seed) {
                return constructor.apply(specification, seed);
            }
        };
    }
}
