package io.ef21.bench;

/**
 * How a contestant did on the way to a target.
 *
 * @param target a relative gap, or {@link #HELD_OUT}, or {@link #OWN_END}
 * @param iterations that the target took; -1 if it was not reached: then all that follows means nothing
 * @param seconds median over the repeats
 * @param times seconds of every repeat, in order
 * @param traffic of the last repeat
 * @param heap the largest of all repeats
 * @param heldOutLoss of the model, in nats
 */
public record Standing(
        String target, int iterations, double seconds, double[] times, Traffic traffic, Heap heap, double heldOutLoss) {
    /** A held-out log-loss within a stated share of that of the optimum. */
    public static final String HELD_OUT = "held-out";

    /** Where a fit of another objective ends by itself. */
    public static final String OWN_END = "own end";

    /** Whether the target was reached. */
    public boolean reached() {
        return iterations >= 0;
    }
}
