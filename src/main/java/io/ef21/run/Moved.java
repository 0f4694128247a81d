package io.ef21.run;

/**
 * What the transport itself saw, all tasks of a run together, cumulative. Engines hear of it late: what a record says may
 * lack the last rounds, what is asked for at the end is complete.
 *
 * @param results bytes of task results, to the driver
 * @param shuffled bytes written to shuffles
 * @param broadcast bytes of broadcast values, once per value
 * @param tasks how many ran
 * @param transportSeconds tasks spent reading tasks, and writing and fetching results
 * @param schedulingSeconds tasks waited for a core, or for the scheduler
 */
public record Moved(
        long results, long shuffled, long broadcast, long tasks, double transportSeconds, double schedulingSeconds) {
    /** Nothing: everything is in one JVM. */
    public static final Moved NOTHING = new Moved(0, 0, 0, 0, 0, 0);
}
