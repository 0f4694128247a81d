package io.ef21.run;

import java.util.function.Supplier;

/** Hears of a training as it goes, on the driver's thread. */
@FunctionalInterface
public interface RoundListener {
    /** The constants are known, round 0 begins. */
    default void started(Setting setting) {}

    /** Something went wrong that the run survives. */
    default void warning(String what) {}

    /** The run goes on from a checkpoint: the rounds before are repeated to this listener, from the checkpoint. */
    default void resumed(int nextRound) {}

    /** A round is over. */
    void round(RoundRecord record);

    /**
     * Whether the run, or the regularizer that a path is at, ends with a round: asked after it, where nothing else ends it.
     *
     * @param model gives the present one, on the server's columns
     */
    default boolean ends(int round, Supplier<double[]> model) {
        return false;
    }
}
