package io.ef21.study;

import io.ef21.data.InvalidInputException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What another program measured, as a row of the table. */
final class ForeignHistory {
    private static final List<String> QUALITIES =
            Stream.of(Quality.values()).map(Quality::field).toList();

    private ForeignHistory() {}

    /**
     * Reads it.
     *
     * @throws InvalidInputException if the file is malformed or holds nothing that can be compared
     */
    static History read(Foreign foreign) throws IOException {
        History history = new Given(foreign.where(), foreign.file().toString()).as(text -> file(foreign));
        if (history.length() == 0 || QUALITIES.stream().allMatch(name -> history.column(name) == null)) {
            throw new InvalidInputException(foreign.where() + ": " + foreign.file()
                    + " must have rounds, and at least one of the columns " + String.join(", ", QUALITIES));
        }
        return history;
    }

    private static History file(Foreign foreign) {
        try {
            return History.read(foreign.file());
        } catch (IOException e) {
            throw new InvalidInputException(foreign.file() + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Standing standing(Foreign foreign, Curve curve) {
        return new Standing(
                foreign.label(),
                Choice.NONE,
                List.of("as " + foreign.file() + " has it"),
                List.of(0L),
                List.of(curve),
                "",
                List.of(foreign.file().toString()));
    }
}
