package io.ef21.spark;

import java.util.List;
import java.util.regex.Pattern;

/** A round that could not be completed: one sentence that says whose fault it was. */
public final class ClientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What Spark says when a block that nobody can recompute is gone. */
    private static final List<String> LOST =
            List.of("CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND", "Checkpoint block", "checkpoint block");

    /** What Spark says when a job was cancelled, by itself or with its group; Spark 3.5 has no code for it. */
    private static final Pattern CANCELLED = Pattern.compile("Job \\d+ cancelled");

    ClientFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A client threw. */
    static ClientFailure of(int client, int round, int partition, RuntimeException thrown) {
        return new ClientFailure(
                "client %d failed in round %d (partition %d): %s".formatted(client, round, partition, thrown), thrown);
    }

    /**
     * What a failed Spark job means to the user. Spark throws checked exceptions that its Java methods do not declare.
     */
    static RuntimeException translated(String what, Exception failed) {
        return translated(what, failed, "set --checkpoint-dir to survive this");
    }

    /**
     * The same.
     *
     * @param remedy what would have helped where states are lost
     */
    static RuntimeException translated(String what, Exception failed, String remedy) {
        if (failed instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new ClientFailure(what + " was interrupted", failed);
        }
        for (Throwable t = failed; t != null; t = t.getCause()) {
            if (t instanceof ClientFailure failure) {
                return failure;
            }
            String message = String.valueOf(t.getMessage());
            if (LOST.stream().anyMatch(message::contains)) {
                return new ClientFailure(
                        what + " cannot be computed: client states were lost on all executors that held a copy; "
                                + remedy,
                        failed);
            }
        }
        if (isCancelled(failed)) {
            return new ClientFailure("the fit was cancelled during " + what + ": " + failed.getMessage(), failed);
        }
        return failed instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(what + " failed: " + firstLine(failed), failed);
    }

    /** Whether someone wanted the job to end. */
    static boolean isCancelled(Exception failed) {
        return failed instanceof InterruptedException
                || CANCELLED.matcher(String.valueOf(failed.getMessage())).find();
    }

    /** The message of the innermost cause. */
    static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static String firstLine(Exception failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    }
}
