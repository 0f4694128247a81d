package io.ef21.method;

import io.ef21.kernel.Dense;
import java.io.Serializable;

/**
 * What a client remembers between rounds. Never modified once it is made: the next round makes a new one.
 *
 * @param model the client's copy of x, on its columns
 * @param stored the method's state: g_i for EF21, e_i for EF14
 * @param drift bound on what rounding the state to floats has added up to, in the Euclidean norm; 0 for doubles
 */
public record ClientState(double[] model, Stored stored, double drift) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double FLOAT_UNIT = 0x1.0p-24;

    /** The state before round 0: x^0 = 0. */
    public static ClientState initial(Client client, Method method) {
        int d = client.objective().dimension();
        return new ClientState(new double[d], new Stored.Wide(method.join(d)), 0);
    }

    /** The same with a model. */
    public ClientState withModel(double[] x) {
        return new ClientState(x, stored, drift);
    }

    /** The method's state as a vector; not to be modified. */
    public double[] memory() {
        return stored.read();
    }

    /** The state after a round. */
    ClientState next(double[] model, double[] memory, boolean narrow) {
        return narrow
                ? new ClientState(
                        model, Stored.Narrow.of(memory), drift + FLOAT_UNIT * Math.sqrt(Dense.squaredNorm(memory)))
                : new ClientState(model, new Stored.Wide(memory), drift);
    }
}
