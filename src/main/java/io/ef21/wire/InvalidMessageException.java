package io.ef21.wire;

import java.io.IOException;

/** Bytes that are not a message: says what is wrong with them. */
public class InvalidMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    public InvalidMessageException(String message) {
        super(message);
    }
}
