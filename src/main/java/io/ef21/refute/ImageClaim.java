package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * b bits tell 2^b results apart and no more, however they are encoded: under a single key, which a receiver may know, there must not be
 * more results than that. Only where b is so small that they can be counted.
 *
 * @param subject what it is about
 */
record ImageClaim(Subject subject) implements SureClaim {
    /** Results are counted up to this many bits. */
    static final int COUNTABLE = 12;

    private static final int OCTAVES = 4;

    @Override
    public String name() {
        return "image";
    }

    @Override
    public @Nullable Violation test(double[] x, long seed) {
        long most = 1L << subject.claims().bits();
        Set<String> results = new HashSet<>();
        for (int i = 0; i <= most; i++) {
            double[] near = near(x, CounterRandom.key(seed, i));
            results.add(Arrays.toString(subject.apply(near, seed)));
        }
        // the bits of +0 and -0 differ, which results may be told apart by as well
        if (results.size() <= most) {
            return null;
        }
        return new Violation(
                "a message has at most " + subject.claims().bits() + " bits, which tell " + most + " results apart",
                results.size() + " vectors near x have results that all differ under one key",
                0);
    }

    /** The vector with its entries multiplied by random numbers. */
    private static double[] near(double[] x, long key) {
        double[] near = x.clone();
        for (int j = 0; j < near.length; j++) {
            double octaves = OCTAVES * (2 * CounterRandom.uniform(key, 2L * j) - 1);
            near[j] *= Math.pow(2, octaves) * ((CounterRandom.bits(key, 2L * j + 1) & 1) == 0 ? 1 : -1);
        }
        return near;
    }
}
