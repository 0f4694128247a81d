package io.ef21.run;

/** Hears of a training as it goes, on the driver's thread. */
@FunctionalInterface
public interface RoundListener {
    /** The constants are known, round 0 begins. */
    default void started(Setting setting) {}

    /** A round is over. */
    void round(RoundRecord record);
}
