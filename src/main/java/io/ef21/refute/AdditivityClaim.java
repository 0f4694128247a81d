package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import org.jspecify.annotations.Nullable;

/**
 * C(v + w) = C(v) + C(w) for the same draw, where w is v entry by entry times a small multiple of 1/4: the sum is exact.
 *
 * @param subject what it is about
 */
record AdditivityClaim(Subject subject) implements SureClaim {
    private static final double ROUNDING = 1e-9;
    private static final int MULTIPLES = 33;

    @Override
    public String name() {
        return "additive";
    }

    @Override
    public double[] prepared(double[] x) {
        return HomogeneityClaim.fewDigits(x);
    }

    @Override
    public @Nullable Violation test(double[] x, long seed) {
        double[] w = x.clone();
        double[] sum = x.clone();
        for (int j = 0; j < w.length; j++) {
            w[j] *= (CounterRandom.below(seed, j, MULTIPLES) - MULTIPLES / 2) / 4.0;
            sum[j] += w[j];
        }
        double[] ofX = subject.apply(x, seed);
        double[] ofW = subject.apply(w, seed);
        double[] ofSum = subject.apply(sum, seed);
        double[] rest = Euclid.difference(Euclid.difference(ofSum, 1, ofX, 1), 1, ofW, 1);
        double size = Math.max(Euclid.norm(x) + Euclid.norm(w), Euclid.norm(ofX) + Euclid.norm(ofW));
        if (Euclid.norm(rest) <= ROUNDING * size) {
            return null;
        }
        return new Violation(
                "C(v + w) = C(v) + C(w) for the same key",
                "for w = " + VectorText.of(w) + " they differ by " + VectorText.of(rest),
                0);
    }
}
