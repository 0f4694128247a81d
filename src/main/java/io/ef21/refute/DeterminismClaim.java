package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The same vector always gives the same result, whatever the key.
 *
 * @param subject what it is about
 */
record DeterminismClaim(Subject subject) implements SureClaim {
    private static final int KEYS = 8;

    @Override
    public String name() {
        return "deterministic";
    }

    @Override
    public @Nullable Violation test(double[] x, long seed) {
        double[] first = subject.apply(x, seed);
        for (int i = 0; i < KEYS; i++) {
            double[] again = subject.apply(x, CounterRandom.key(seed, i));
            if (!Arrays.equals(first, again)) {
                return new Violation(
                        "C(x) is the same for every key",
                        "two keys give " + VectorText.of(first) + " and " + VectorText.of(again),
                        0);
            }
        }
        return null;
    }
}
