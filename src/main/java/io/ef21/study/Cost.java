package io.ef21.study;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.util.Arrays;

/** What a run has spent by a round, in the mean over the clients where it is theirs. Constants and evaluations are apart. */
public enum Cost {
    /** Bits of messages to the server, as encoded. */
    UP_BITS("up-bits", "upBits", "bits up", "bits up per client"),
    /** Bits of messages from the server. */
    DOWN_BITS("down-bits", "downBits", "bits down", "bits down per client"),
    /** Both ways. */
    BITS("bits", "bits", "bits both ways", "bits per client, up and down"),
    /** Rounds, from 0. */
    ROUNDS("rounds", "round", "rounds", "rounds"),
    /** Gradients of the loss of one row. */
    GRADIENTS("gradients", "gradients", "gradients", "gradients of one row per client"),
    /** Seconds under the link of the study. */
    SECONDS("seconds", "simulatedSeconds", "seconds", "simulated seconds");

    private final String option;
    private final String field;
    private final String heading;
    private final String text;

    Cost(String option, String field, String heading, String text) {
        this.option = option;
        this.field = field;
        this.heading = heading;
        this.text = text;
    }

    /** Its name in a job and on the command line. */
    public String option() {
        return option;
    }

    /** Its column in files. */
    public String field() {
        return field;
    }

    /** For columns of tables that say of what. */
    String heading() {
        return heading;
    }

    /** For axes and sentences. */
    public String text() {
        return text;
    }

    /**
     * The cost with a name.
     *
     * @throws InvalidInputException if there is none
     */
    static Cost named(String name) {
        return Arrays.stream(values())
                .filter(cost -> cost.option.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Nearest.unknown(
                        "cost", name, Arrays.stream(values()).map(Cost::option).toList())));
    }
}
