package io.ef21.objective;

import java.io.Serializable;

/** The functions of the clients of a {@link GeneratedProblem}, each made where it is needed. Thread-safe. */
@FunctionalInterface
public interface ClientFunctions extends Serializable {
    /**
     * The function of a client, the same at every call.
     *
     * @param client from 0
     */
    Objective of(int client);
}
