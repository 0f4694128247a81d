package io.ef21.refute;

/** A compressor gives something that is no compressed vector, or nothing; the message says what, as the end of a sentence. */
final class BrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenException(String found) {
        super(found);
    }

    BrokenException(String found, Throwable cause) {
        super(found, cause);
    }

    /** What was found. */
    String found() {
        return String.valueOf(getMessage());
    }
}
