package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;

/**
 * A message has no more bits than claimed: the payload, values with 64 bits. Indices that come on top have a bit per entry of the vector at
 * most, for that is a bitmap; a few bits more are granted where a list of them was taken because its bytes were no more.
 *
 * @param subject what it is about
 */
record BitsClaim(Subject subject) implements Claim {
    private static final int FEW = 2;
    private static final int MANY = 16;
    private static final int FILLING = 64;

    @Override
    public String name() {
        return "bits";
    }

    private long limit() {
        Claims claims = subject.claims();
        return claims.bits() + (claims.indexed() ? subject.length() + FILLING : 0);
    }

    private long bits(double[] x, long key) {
        return Wire.write(subject.compress(x, key), ValueBits.DOUBLE).payloadBits();
    }

    @Override
    public double score(double[] x, long seed) {
        long most = 0;
        for (int i = 0; i < FEW; i++) {
            most = Math.max(most, bits(x, CounterRandom.key(seed, i)));
        }
        return score(most);
    }

    /** Above 1 where there are more than claimed, if those are none at all too. */
    private double score(long bits) {
        return (bits + 1.0) / (limit() + 1.0);
    }

    @Override
    public Verdict test(double[] x, long seed, double error) {
        double score = 0;
        for (int i = 0; i < MANY; i++) {
            long bits = bits(x, CounterRandom.key(seed, i));
            score = Math.max(score, score(bits));
            if (bits > limit()) {
                String indices = subject.claims().indexed()
                        ? " and at most " + (limit() - subject.claims().bits()) + " for indices"
                        : "";
                Violation violation = new Violation(
                        "a message has at most " + subject.claims().bits() + " bits" + indices,
                        "this one has " + bits,
                        0);
                return new Verdict(violation, score);
            }
        }
        return new Verdict(null, score);
    }

    @Override
    public boolean isStatistical() {
        return false;
    }

    @Override
    public String summary(double worstScore) {
        return "claimed " + limit() + ", seen " + (Math.round(worstScore * (limit() + 1)) - 1);
    }
}
