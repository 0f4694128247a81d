package io.ef21.data;

import org.jspecify.annotations.Nullable;

/** Something the user gave cannot be used: the message is one sentence that says what, where, and what would be right. */
public class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The bad input behind a failure, which may have crossed Spark; null if there is none. */
    public static @Nullable InvalidInputException behind(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof InvalidInputException input) {
                return input;
            }
        }
        return null;
    }
}
