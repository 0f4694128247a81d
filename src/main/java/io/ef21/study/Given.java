package io.ef21.study;

import io.ef21.data.InvalidInputException;
import java.util.function.Function;

/**
 * A text that a user wrote.
 *
 * @param where it stands, for messages: a file, a line and a key, or an option
 * @param text as written
 */
public record Given(String where, String text) {
    /**
     * What the text means.
     *
     * @throws InvalidInputException if it means nothing; the message says where it stands
     */
    <T> T as(Function<String, T> meaning) {
        try {
            return meaning.apply(text.strip());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(where + ": " + e.getMessage(), e);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(where + ": a number is malformed in '" + text + "'", e);
        }
    }
}
