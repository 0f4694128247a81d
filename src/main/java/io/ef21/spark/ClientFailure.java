package io.ef21.spark;

import java.util.List;

/** A round that could not be completed: one sentence that says whose fault it was. */
public final class ClientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What Spark says when a block that nobody can recompute is gone. */
    private static final List<String> LOST =
            List.of("CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND", "Checkpoint block", "checkpoint block");

    ClientFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A client threw. */
    static ClientFailure of(int client, int round, int partition, RuntimeException thrown) {
        return new ClientFailure(
                "client %d failed in round %d (partition %d): %s".formatted(client, round, partition, thrown), thrown);
    }

    /** What a failed Spark job means to the user; the exception itself where that is not known. */
    static RuntimeException translated(int round, RuntimeException failed) {
        for (Throwable t = failed; t != null; t = t.getCause()) {
            if (t instanceof ClientFailure failure) {
                return failure;
            }
            String message = String.valueOf(t.getMessage());
            if (LOST.stream().anyMatch(message::contains)) {
                return new ClientFailure(
                        "round " + round + " cannot be computed: client states were lost together with more executors"
                                + " than replicas; set --checkpoint-dir to survive this",
                        failed);
            }
        }
        return failed;
    }

    /** The message of the innermost cause. */
    static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
