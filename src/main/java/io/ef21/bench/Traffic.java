package io.ef21.bench;

/**
 * Bytes that one fit moved, every copy counted.
 *
 * @param setup before the first iteration, both ways, all clients: constants and columns, or MLlib's column statistics
 * @param up messages of all clients, or for MLlib the results of its tasks, in the evaluations
 * @param down to all receivers: model changes, or for MLlib d doubles per evaluation and receiver
 * @param shuffled written to shuffles by the evaluations
 * @param results bytes of all task results as Spark measured them, Spark's own envelope included; not in the total, most
 *     of it is in {@code up} already
 */
public record Traffic(long setup, long up, long down, long shuffled, long results) {
    /** What is charged. */
    public long total() {
        return setup + up + down + shuffled;
    }
}
