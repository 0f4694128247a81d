package io.ef21.bench;

import java.io.IOException;

/** Lets a contestant have a turn: read the rows, prepare, fit, forget everything. */
@FunctionalInterface
public interface Turns {
    /**
     * Takes the turn of a contestant. Running out of memory is an outcome of the turn.
     *
     * @throws io.ef21.data.InvalidInputException if the data or an option cannot be used
     */
    Turn take(String contestant, TurnTask task) throws IOException;
}
