package io.ef21.gossip;

import java.io.Serializable;

/**
 * What a client writes to each of its neighbours in a round, encoded, see {@link io.ef21.wire.Wire}.
 *
 * @param from who wrote it
 * @param model C(x_i - h_i)
 * @param tracker C(v_i - q_i)
 */
public record Letter(int from, byte[] model, byte[] tracker) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Its length in bytes. */
    public int bytes() {
        return model.length + tracker.length;
    }
}
