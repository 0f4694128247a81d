package io.ef21.method;

import java.io.Serializable;

/**
 * What a client remembers between rounds. Never modified once it is made: the next round makes a new one.
 *
 * @param model the client's copy of x, on its columns
 * @param memory the method's state: g_i for EF21, e_i for EF14
 */
public record ClientState(double[] model, double[] memory) implements Serializable {
    /** The state before round 0: x^0 = 0. */
    public static ClientState initial(Client client, Method method) {
        int d = client.objective().dimension();
        return new ClientState(new double[d], method.join(d));
    }
}
