package io.ef21.objective;

import io.ef21.data.InvalidInputException;
import java.io.Serializable;

/**
 * What {@code --objective} names: the functions of the clients, which are means over their rows ({@link RowProblem}) or
 * are made from a seed ({@link GeneratedProblem}). {@code toString} is its specification. Immutable and thread-safe.
 */
public sealed interface Problem extends Serializable permits RowProblem, GeneratedProblem {
    /**
     * Whether the functions know a bound on their Hessians, which step sizes of theory need; see {@link
     * Objective#isSmooth}.
     */
    default boolean isSmooth() {
        return true;
    }

    /**
     * Whether the clients' variables are those of the model less a starting point x^0, so that training, which begins at
     * 0, begins there. Regularizers are then functions of the model, and only clients can add them.
     */
    boolean isShifted();

    /** What to say where a bound on the Hessian is asked for and none is known. */
    static InvalidInputException withoutBound(String specification) {
        return new InvalidInputException("--objective " + specification + " has no certified smoothness constant, which"
                + " --step-size theory and classic need: use a number such as --step-size 0.1, or auto");
    }
}
