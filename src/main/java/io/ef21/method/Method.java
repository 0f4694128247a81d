package io.ef21.method;

import java.io.Serializable;

/**
 * A published method: what a client sends, and how the server absorbs the weighted sum of what all clients sent.
 *
 * <p>Implementations are immutable and thread-safe; a reply is a pure function of its arguments.
 */
public interface Method extends Serializable {
    /** What the sum of the messages is to the server. */
    enum Absorb {
        /** The gradient estimate of this round: g = sum; the server steps by -gamma g. */
        ESTIMATE,
        /** A change of the gradient estimate: g += sum; the server steps by -gamma g. */
        INCREMENT,
        /** The step itself, gamma included: x -= sum. */
        STEP
    }

    /** The name in the catalogue. */
    String name();

    /** What the server does with the sum. */
    Absorb absorb();

    /** Client state before round 0, for d columns; may be empty. */
    double[] join(int d);

    /**
     * A client's part of a round.
     *
     * @param memory the state after the previous round; not modified
     * @param gradient grad f_i(x^t), finite; not modified
     */
    Reply reply(double[] memory, double[] gradient, Channel channel);

    /**
     * The largest step that theory allows, or that convention uses.
     *
     * @throws io.ef21.data.InvalidInputException if theory does not cover the compressor
     */
    StepSize stepSize(Theory theory);

    /** Whether more rounds at the same x bring the estimate nearer to the gradient. */
    default boolean refines() {
        return absorb() == Absorb.INCREMENT;
    }

    /** Whether the server's estimate comes with a distortion, and so with a certified gradient norm. */
    default boolean certifies() {
        return absorb() != Absorb.STEP;
    }
}
