package io.ef21.method;

import io.ef21.method.mechanism.Gossip;
import java.io.Serializable;
import java.util.StringJoiner;

/**
 * A published method, as the parts it is composed of. Immutable.
 *
 * @param name in the catalogue
 * @param estimator of a client's own gradient
 * @param mechanism what travels, and how it is absorbed
 * @param participation who answers in a round
 * @param weighted whether clients scale their gradients and are weighted by their smoothness constants (EF21-W)
 * @param serving what it asks of the server
 * @param theorem its step
 */
public record Method(
        String name,
        Estimator estimator,
        Mechanism mechanism,
        Participation participation,
        boolean weighted,
        Serving serving,
        Theorem theorem)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A method of exact gradients in which all take part. */
    public static Method of(String name, Estimator estimator, Mechanism mechanism, Theorem theorem) {
        return new Method(name, estimator, mechanism, Participation.FULL, false, Serving.PLAIN, theorem);
    }

    /** The same with some of the clients in a round. */
    public Method with(Participation other) {
        return new Method(name, estimator, mechanism, other, weighted, serving, theorem);
    }

    /** The same with a demand on the server. */
    public Method with(Serving other) {
        return new Method(name, estimator, mechanism, participation, weighted, other, theorem);
    }

    /** The same with clients weighted by their smoothness constants. */
    public Method byWeight() {
        return new Method(name, estimator, mechanism, participation, true, serving, theorem);
    }

    /** The same with another theorem. */
    public Method with(Theorem other) {
        return new Method(name, estimator, mechanism, participation, weighted, serving, other);
    }

    /** The same with another mechanism. */
    public Method with(Mechanism other) {
        return new Method(name, estimator, other, participation, weighted, serving, theorem);
    }

    /**
     * The same with what it leaves to theory filled in.
     *
     * @throws io.ef21.data.InvalidInputException if the compressor, the clients or their samples are not what it needs
     */
    public Method fitted(Circumstances circumstances) {
        mechanism.demand().check(name, circumstances.guarantee(), circumstances.clients());
        participation.requireFits(circumstances.clients());
        Sampling sampling = estimator.sampling();
        if (sampling != null) {
            sampling.requireFits(circumstances.samples());
        }
        return new Method(
                name,
                estimator.fitted(circumstances),
                mechanism.fitted(circumstances),
                participation,
                weighted,
                serving,
                theorem);
    }

    /** Whether all clients evaluate their whole functions in every round, so that the server knows f(x^t). */
    public boolean isExact() {
        return estimator.isExact() && participation.equals(Participation.FULL);
    }

    /** Whether the server's estimate comes with a distortion, and so with a certified gradient norm. */
    public boolean certifies() {
        return isExact() && mechanism.certifies();
    }

    /** Whether clients write to their neighbours and there is no server. */
    public boolean isDecentralized() {
        return mechanism instanceof Gossip;
    }

    /** Whether its schedule depends on the strong convexity. */
    public boolean needsConvexity() {
        return serving.averaging() == Averaging.LINEAR || serving.averaging() == Averaging.GEOMETRIC;
    }

    /** Its parts with their parameters, for people. */
    public String parts() {
        String own = estimator + ", " + mechanism;
        return participation.equals(Participation.FULL) ? own : own + ", clients " + participation;
    }

    /** Its parts with their parameters: what decides a run. */
    public String composition() {
        StringJoiner parts = new StringJoiner(", ");
        parts.add(estimator.toString()).add(mechanism.toString()).add("clients " + participation);
        return parts.add(serving.toString()).toString();
    }
}
