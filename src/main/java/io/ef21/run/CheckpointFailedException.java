package io.ef21.run;

/** A checkpoint could not be written, and the user wants that to end the run. */
public class CheckpointFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckpointFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
