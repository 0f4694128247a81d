package io.ef21.gossip;

import io.ef21.wire.Correction;
import java.io.Serializable;

/**
 * A vector of a client as its neighbours know it: all go on from the decoded message. Of the neighbours' own a client keeps
 * one mixed sum, whatever their number. Never modified once it is made.
 *
 * @param known r_i, on all columns
 * @param pull sum_j W_ij (r_j - r_i), but for letters of the neighbours that are still under way
 */
public record Replica(double[] known, double[] pull) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nobody knows anything: r_i = 0 for all i. */
    static Replica unknown(int d) {
        return new Replica(new double[d], new double[d]);
    }

    /**
     * After the client has written a correction.
     *
     * @param received the pull with the neighbours' letters of the round before; taken over
     * @param given sum_{j != i} W_ij
     */
    Replica after(Correction written, double[] received, double given) {
        double[] next = known.clone();
        written.addTo(next, 1);
        written.addTo(received, -given);
        return new Replica(next, received);
    }

    /** What it takes to keep it. */
    long bytes() {
        return 2L * Double.BYTES * known.length;
    }
}
