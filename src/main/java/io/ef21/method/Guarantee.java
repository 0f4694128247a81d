package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.compress.Spread;
import io.ef21.compress.Traits;
import io.ef21.data.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What holds of a compressor for all clients, each on its own columns.
 *
 * @param compressor as it is written
 * @param alpha the smallest contraction; 0 where there is none
 * @param omega the largest variance; infinite where it is biased
 * @param apart the largest bias and the largest variance, where they are known apart
 * @param sharedSeed whether all clients draw the same
 * @param deterministic whether none draws anything
 * @param sums whether messages add up entry by entry
 */
public record Guarantee(
        String compressor,
        double alpha,
        double omega,
        @Nullable Spread apart,
        boolean sharedSeed,
        boolean deterministic,
        boolean sums) {
    /**
     * The guarantee on vectors of some lengths.
     *
     * @param lengths of the clients' vectors; zeros do not count
     */
    public static Guarantee of(Compressor compressor, int... lengths) {
        double alpha = 1;
        double omega = 0;
        Spread apart = new Spread(0, 0);
        boolean shared = false;
        boolean deterministic = true;
        boolean sums = true;
        for (int d : lengths) {
            if (d > 0) {
                Traits traits = compressor.traits(d);
                alpha = Math.min(alpha, traits.alpha());
                omega = Math.max(omega, traits.omega());
                apart = larger(apart, traits.spread());
                shared |= traits.has(Property.SHARED_SEED);
                deterministic &= traits.has(Property.DETERMINISTIC);
                sums &= traits.has(Property.ALL_REDUCIBLE);
            }
        }
        return new Guarantee(compressor.toString(), alpha, omega, apart, shared, deterministic, sums);
    }

    private static @Nullable Spread larger(@Nullable Spread one, @Nullable Spread other) {
        return one == null || other == null
                ? null
                : new Spread(Math.max(one.bias(), other.bias()), Math.max(one.variance(), other.variance()));
    }

    /**
     * Refuses what theory does not cover.
     *
     * @throws InvalidInputException if there is no contraction
     */
    public void requireContraction() {
        if (alpha > 0) {
            return;
        }
        String instead = omega < Double.POSITIVE_INFINITY
                ? "it is unbiased, with omega = %.4g: scaled(%s) contracts".formatted(omega, compressor)
                : "use one that does, such as topk:0.1 or quantize:4";
        throw new InvalidInputException("--compressor " + compressor
                + " is no contraction, which error feedback and the steps of theory need: " + instead
                + ", or give a number for --step-size");
    }

    /**
     * Bias and variance of one client's compressor. Where they are not known apart, all of the error counts as variance if it
     * is unbiased, and else as bias.
     */
    public Spread spread() {
        if (apart != null) {
            return apart;
        }
        return omega < Double.POSITIVE_INFINITY ? new Spread(0, omega) : new Spread(Math.sqrt(1 - alpha), 0);
    }

    /** The same of the mean of n clients' compressors. */
    public Spread spreadOfMean(double clients) {
        Spread one = spread();
        return sharedSeed ? one : new Spread(one.bias(), one.variance() / clients);
    }
}
