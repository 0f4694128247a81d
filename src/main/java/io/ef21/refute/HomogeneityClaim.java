package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * C(c x) = c C(x) for the same draw. The entries of x and the factors c have few digits, so c x is exact: no tie that x has gets lost, and
 * none comes up, by rounding the input.
 *
 * @param subject what it is about
 */
record HomogeneityClaim(Subject subject) implements SureClaim {
    private static final int FACTORS = 6;
    private static final int DIGITS = 20;

    /** The largest power of two that vectors are multiplied with. */
    private static final int POWER = 20;

    private static final double ROUNDING = 1e-9;

    @Override
    public String name() {
        return "homogeneous";
    }

    /** Entries of 20 binary digits. */
    @Override
    public double[] prepared(double[] x) {
        return fewDigits(x);
    }

    /** The vector with its entries rounded to 20 binary digits. */
    static double[] fewDigits(double[] x) {
        double[] few = x.clone();
        for (int j = 0; j < few.length; j++) {
            double unit = Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, Math.getExponent(few[j]) - DIGITS + 1));
            few[j] = Math.rint(few[j] / unit) * unit;
        }
        return few;
    }

    @Override
    public @Nullable Violation test(double[] x, long seed) {
        for (int i = 0; i < FACTORS; i++) {
            long key = CounterRandom.key(seed, i);
            boolean power = subject.claims().homogeneous() == Homogeneity.TWO || i % 2 == 0;
            double c = power
                    ? Math.scalb(1.0, CounterRandom.below(key, 1, 2 * POWER + 1) - POWER)
                    : Math.rint(1 + CounterRandom.uniform(key, 1) * (1 << DIGITS))
                            / (1 << CounterRandom.below(key, 2, DIGITS));
            Violation violation = test(x, c, key);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private @Nullable Violation test(double[] x, double c, long key) {
        double[] multiplied = x.clone();
        for (int j = 0; j < multiplied.length; j++) {
            multiplied[j] *= c;
        }
        double[] expected = subject.apply(x, key);
        for (int j = 0; j < expected.length; j++) {
            expected[j] *= c;
        }
        double[] found = subject.apply(multiplied, key);
        if (near(expected, found, c * Euclid.norm(x))) {
            return null;
        }
        return new Violation(
                "C(c x) = c C(x) for "
                        + (subject.claims().homogeneous() == Homogeneity.TWO ? "powers of two c" : "c > 0")
                        + " and the same key",
                "for c = " + c + " C(c x) is " + VectorText.of(found) + " and c C(x) is " + VectorText.of(expected),
                0);
    }

    private boolean near(double[] expected, double[] found, double norm) {
        if (subject.claims().homogeneous() == Homogeneity.TWO) {
            // +0 and -0 are as good as each other
            for (int j = 0; j < found.length; j++) {
                if (found[j] != expected[j]) {
                    return false;
                }
            }
            return true;
        }
        double most = ROUNDING * Math.max(norm, Euclid.norm(expected));
        return Arrays.equals(expected, found) || Euclid.norm(Euclid.difference(found, 1, expected, 1)) <= most;
    }
}
