package io.ef21.refute;

/** A compressor refuses a vector beyond the usual magnitudes, as it may. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(ArithmeticException cause) {
        super(cause);
    }
}
