package io.ef21.method;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's estimate s_i of its own gradient, before any compression: what the {@link Mechanism} is to send.
 *
 * <p>Implementations are immutable and thread-safe; an estimate is a pure function of its arguments.
 */
public interface Estimator extends Serializable {
    /**
     * An estimate.
     *
     * @param vector s_i; not modified by anyone
     * @param kept for the next round
     */
    record Estimate(double[] vector, List<Stored> kept) {
        /** An estimate that is all there is to keep, or nothing. */
        public static Estimate forgotten(double[] vector) {
            return new Estimate(vector, List.of());
        }
    }

    /**
     * The estimate at x^t.
     *
     * @param kept in the round before; empty in round 0
     */
    Estimate estimate(List<Stored> kept, Oracle oracle);

    /** Whether s_i is grad f_i(x^t) in every round. */
    default boolean isExact() {
        return false;
    }

    /** Whether it asks for samples, which not every objective has. */
    default boolean samples() {
        return !isExact();
    }

    /** How it draws samples; null where it draws none, or what is drawn is of no size. */
    default @Nullable Sampling sampling() {
        return null;
    }

    /**
     * The same with what it leaves to theory filled in.
     *
     * @throws io.ef21.data.InvalidInputException if it does not fit
     */
    default Estimator fitted(Circumstances circumstances) {
        return this;
    }
}
