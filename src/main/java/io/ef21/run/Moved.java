package io.ef21.run;

/**
 * Bytes as the transport saw them, all tasks together.
 *
 * @param results task results, to the driver
 * @param shuffled written to shuffles
 */
public record Moved(long results, long shuffled) {
    /** Nothing: everything is in one JVM. */
    public static final Moved NOTHING = new Moved(0, 0);
}
