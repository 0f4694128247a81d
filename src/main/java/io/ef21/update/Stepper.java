package io.ef21.update;

import io.ef21.objective.Penalty;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How the server moves its model from round to round. A round is {@link #judge}, then {@link #change} if the action asks
 * for it, then {@link #moved} with what was applied, which a compressed downlink makes differ from what was wanted.
 *
 * <p>Everything is a function of the observations, to the last bit. Not thread-safe.
 */
public interface Stepper {
    /** What to do after a round. */
    enum Action {
        /** Move on from here. */
        STEP,
        /** Stay: let the next corrections improve the estimate. */
        REFINE,
        /** The last step went wrong: move to another point, seen from where it started. */
        RETRY,
        /** Nothing that is left to try would move the model. */
        STOP
    }

    /** Takes in that the run begins at z, and not at 0. */
    default void begin(double[] z) {
        // a step that remembers no earlier model has nothing to take in
    }

    /** Takes in what a round has shown. */
    Action judge(Observation observation);

    /** The change of z that is wanted, as a new vector; after STEP and RETRY only. */
    double[] change(Observation observation);

    /** Takes in the change that was applied. */
    void moved(double[] applied);

    /** The model to show for the current one: where the last judgement was RETRY, the anchor it goes back to. */
    default double[] settled(double[] model) {
        return model;
    }

    /**
     * Takes in that the penalty becomes another one at the present model: what {@link #judge} sees next is the same round
     * under the new one. What is known of the loss stays.
     *
     * @param end the last observation under the penalty before
     */
    default void reweighted(Observation end, Penalty next) {
        // a step that looks at nothing but the observation has nothing to take in
    }

    /** What the step that was just chosen may lower the objective by, to the server's knowledge; NaN where it has none. */
    default double promised() {
        return Double.NaN;
    }

    /** The length of the step, relative to what the update would take without a safeguard, or gamma. */
    double stepSize();

    /** Writes the state, for a checkpoint. */
    void writeTo(DataOutputStream out) throws IOException;

    /** Takes up a state that {@link #writeTo} wrote. */
    void readFrom(DataInputStream in) throws IOException;
}
