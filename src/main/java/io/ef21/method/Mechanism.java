package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Size;
import io.ef21.wire.ValueBits;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The error mechanism: what a client sends of its estimate s_i, what it remembers, and what the server makes of the sum.
 *
 * <p>Implementations are immutable and thread-safe; a reply is a pure function of its arguments.
 */
public interface Mechanism extends Serializable {
    /** What a client remembers before round 0, for d columns. What the server sums up comes first. */
    List<Stored> join(int d);

    /**
     * A client's part of a round.
     *
     * @param memory after the round before
     * @param target s_i, finite; not to be modified
     */
    Reply reply(List<Stored> memory, double[] target, Channel channel);

    /**
     * What the server does with the sum of a round.
     *
     * @param coin of the round, uniform in [0, 1): the clients see the same
     */
    Absorb absorb(int round, double coin);

    /**
     * The memory after a round whose sum was {@link Absorb#ASIDE}.
     *
     * @param sum at this client's columns
     */
    default List<Stored> shared(List<Stored> memory, double[] sum, Channel channel) {
        throw new UnsupportedOperationException("nothing is shared");
    }

    /** Whether the sum is a step. */
    default boolean steps() {
        return absorb(0, 0).steps();
    }

    /** Whether more rounds at the same x bring the server's estimate nearer to the mean of the s_i. */
    default boolean refines() {
        return true;
    }

    /** Whether its first message opens an estimate, by {@link Channel#open}: that is what {@code --init full} is about. */
    default boolean opens() {
        return true;
    }

    /** Whether a reply tells how far what the server uses of it is from s_i. */
    default boolean certifies() {
        return true;
    }

    /** Whether a client may be absent: the server then takes its part as it was. */
    default boolean allowsAbsence() {
        return false;
    }

    /**
     * Bits that a client sends in a round, expected where it depends on a coin and at most where it depends on the data, an
     * index counting log2 d; NaN where nobody can tell before.
     *
     * @param d columns, at least 1
     */
    default double bits(Compressor compressor, int d, ValueBits width) {
        Size size = compressor.traits(d).size();
        double indices = size.indexed() ? size.values() * Math.log(d) / Math.log(2) : 0;
        return size.isKnown() ? size.bits(width) + indices : Double.NaN;
    }

    /** Compressors beside that of the uplink, by the option that named them. */
    default Map<String, Compressor> others() {
        return Map.of();
    }

    /** What is asked of the compressor. */
    default Demand demand() {
        return Demand.ANY;
    }

    /** The same with what it leaves to theory filled in. */
    default Mechanism fitted(Circumstances circumstances) {
        return this;
    }
}
