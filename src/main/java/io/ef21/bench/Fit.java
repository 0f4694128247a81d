package io.ef21.bench;

/**
 * One fit.
 *
 * @param asked iterations that it was allowed
 * @param objectives f after 0, 1, 2, ... iterations, as far as it came
 * @param moved bytes charged until then, setup included; as many
 * @param seconds on the wall, from the cached data to the model
 * @param traffic bytes
 * @param heap bytes
 * @param heldOutLoss log-loss of the model on the rows held out, in nats; NaN without such rows
 */
public record Fit(
        int asked,
        double[] objectives,
        double[] moved,
        double seconds,
        Traffic traffic,
        Heap heap,
        double heldOutLoss) {
    /** Iterations that it made. */
    public int iterations() {
        return objectives.length - 1;
    }
}
