package io.ef21.gossip;

import io.ef21.method.Stored;
import java.io.Serializable;

/**
 * What a client remembers between rounds. Never modified once it is made.
 *
 * @param model x_i
 * @param tracker v_i, its estimate of the mean of all clients' gradients
 * @param gradient s_i, its own gradient or what stands for it, from which v_i moves on
 * @param estimator what the method's estimator keeps
 * @param modelReplica h_i
 * @param trackerReplica q_i
 */
public record BeerState(
        double[] model,
        double[] tracker,
        double[] gradient,
        Stored[] estimator,
        Replica modelReplica,
        Replica trackerReplica)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What it takes to keep it, without the model. */
    long bytes() {
        long bytes = (long) Double.BYTES * (tracker.length + gradient.length);
        for (Stored stored : estimator) {
            bytes += stored.bytes();
        }
        return bytes + modelReplica.bytes() + trackerReplica.bytes();
    }
}
