package io.ef21.run;

import io.ef21.data.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where and how often a run saves itself.
 *
 * @param folder of any Hadoop filesystem; executors must reach it too
 * @param interval rounds between checkpoints
 * @param resume what to do with a checkpoint that is there
 * @param failOnError whether a checkpoint that cannot be written ends the run; else it is a warning
 * @param configuration of the filesystem
 */
public record CheckpointOptions(
        Path folder, int interval, Resume resume, boolean failOnError, Configuration configuration) {
    /** The most rounds between two checkpoints: lineage grows in between. */
    public static final int LONGEST_INTERVAL = 100;

    /** What to do with a checkpoint that is there. */
    public enum Resume {
        /** Refuse to run beside it. */
        NEVER,
        /** Go on from it; start afresh where there is none. */
        AUTO,
        /** Go on from it; refuse where there is none. */
        REQUIRE
    }

    public CheckpointOptions {
        if (interval < 1 || interval > LONGEST_INTERVAL) {
            throw new InvalidInputException("--checkpoint-interval must be between 1 and %d rounds (got %d)"
                    .formatted(LONGEST_INTERVAL, interval));
        }
    }

    /** On a filesystem that needs no options. */
    public CheckpointOptions(Path folder, int interval, Resume resume, boolean failOnError) {
        this(folder, interval, resume, failOnError, new Configuration());
    }

    /** The same, with the filesystem as a configuration has it. */
    public CheckpointOptions on(Configuration hadoop) {
        return new CheckpointOptions(folder, interval, resume, failOnError, hadoop);
    }
}
