package io.ef21.run;

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
}
