package io.ef21.objective;

import org.jspecify.annotations.Nullable;

/** Functions without data: the function of a client follows from a seed and the client's number. */
public non-sealed interface GeneratedProblem extends Problem {
    /**
     * The functions f_i of n clients. What they have in common is computed here, once.
     *
     * @param n at least 1
     */
    ClientFunctions functions(int n);

    /** x^0, the model that 0 stands for in the clients' variables; null for 0 itself. */
    default double @Nullable [] start() {
        return null;
    }

    @Override
    default boolean isShifted() {
        return start() != null;
    }

    /** What n clients train: f_i + r, in variables that are 0 at x^0. */
    default ClientFunctions clients(int n, Regularizer regularizer) {
        ClientFunctions functions = functions(n);
        double[] start = start();
        return client -> ShiftedObjective.of(RegularizedObjective.of(functions.of(client), regularizer), start);
    }
}
