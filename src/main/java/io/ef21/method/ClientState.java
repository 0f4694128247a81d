package io.ef21.method;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client remembers between rounds. Never modified once it is made: the next round makes a new one.
 *
 * @param model the client's copy of x, on its columns
 * @param direction the client's copy of what the server steps along, where the downlink corrects it; else null
 * @param estimator what the method's {@link Estimator} keeps
 * @param mechanism what its {@link Mechanism} keeps: g_i for EF21, e_i for EF14
 * @param drift bound on what rounding the state to floats has added up to, in the Euclidean norm; 0 for doubles
 */
public record ClientState(
        double[] model, double @Nullable [] direction, Stored[] estimator, Stored[] mechanism, double drift)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Stored[] NOTHING = {};

    /** The state before round 0: x^0 = 0. */
    public static ClientState initial(Client client, Method method) {
        int d = client.objective().dimension();
        return new ClientState(
                new double[d], null, NOTHING, array(method.mechanism().join(d)), 0);
    }

    /** The same with a model, and what the server steps along. */
    public ClientState withModel(double[] x, double @Nullable [] g) {
        return new ClientState(x, g, estimator, mechanism, drift);
    }

    /** The mechanism's first vector; not to be modified; empty where there is none. */
    public double[] memory() {
        return mechanism.length == 0 ? new double[0] : mechanism[0].read();
    }

    /** What the method's state takes. */
    public long bytes() {
        long bytes = direction == null ? 0 : (long) Double.BYTES * direction.length;
        for (Stored stored : estimator) {
            bytes += stored.bytes();
        }
        for (Stored stored : mechanism) {
            bytes += stored.bytes();
        }
        return bytes;
    }

    /**
     * The state after a round.
     *
     * @param narrow whether what the mechanism keeps first is rounded to floats
     */
    ClientState next(
            double[] x, double @Nullable [] g, List<Stored> ofEstimator, List<Stored> ofMechanism, boolean narrow) {
        if (!narrow || ofMechanism.isEmpty() || !(ofMechanism.get(0) instanceof Stored.Wide wide)) {
            return new ClientState(x, g, array(ofEstimator), array(ofMechanism), drift);
        }
        Stored[] rounded = array(ofMechanism);
        rounded[0] = Stored.Narrow.of(wide.values());
        return new ClientState(x, g, array(ofEstimator), rounded, drift + Stored.Narrow.distance(wide.values()));
    }

    private static Stored[] array(List<Stored> all) {
        return all.toArray(Stored[]::new);
    }
}
