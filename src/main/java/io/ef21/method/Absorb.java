package io.ef21.method;

import java.io.Serializable;

/**
 * What the server makes of the weighted sum of the messages. It keeps h, and with h' = keep h its estimate of the gradient
 * is g = h' + use sum, and the new h = h' + learn sum.
 *
 * @param aside whether the sum is for the clients: it goes back down, and nothing moves
 * @param steps whether the sum is the step itself, gamma included: x -= sum, and there is neither g nor h
 * @param keep 0 or 1
 * @param learn lambda of EF-BV
 * @param use nu of EF-BV
 */
public record Absorb(boolean aside, boolean steps, double keep, double learn, double use) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The sum is the estimate of this round: g = sum. */
    public static final Absorb ESTIMATE = new Absorb(false, false, 0, 0, 1);

    /** The sum is the estimate from which the next rounds go on: g = h = sum. */
    public static final Absorb REPLACEMENT = new Absorb(false, false, 0, 1, 1);

    /** The sum changes the estimate: g = h = h + sum. */
    public static final Absorb INCREMENT = new Absorb(false, false, 1, 1, 1);

    /** The sum is the step. */
    public static final Absorb STEP = new Absorb(false, true, 0, 0, 0);

    /** The sum is what the clients' memories are to be. */
    public static final Absorb ASIDE = new Absorb(true, false, 0, 0, 0);

    /** A shift that learns more slowly than it is used, or not at all: g = h + use sum, h = h + learn sum. */
    public static Absorb shift(double learn, double use) {
        return new Absorb(false, false, 1, learn, use);
    }
}
