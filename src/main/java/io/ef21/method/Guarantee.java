package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.compress.Traits;
import io.ef21.data.InvalidInputException;

/**
 * What holds of a compressor for all clients, each on its own columns.
 *
 * @param compressor as it is written
 * @param alpha the smallest contraction; 0 where there is none
 * @param omega the largest variance; infinite where it is biased
 * @param sharedSeed whether all clients draw the same
 * @param deterministic whether none draws anything
 * @param sums whether messages add up entry by entry
 */
public record Guarantee(
        String compressor, double alpha, double omega, boolean sharedSeed, boolean deterministic, boolean sums) {
    /**
     * The guarantee on vectors of some lengths.
     *
     * @param lengths of the clients' vectors; zeros do not count
     */
    public static Guarantee of(Compressor compressor, int... lengths) {
        double alpha = 1;
        double omega = 0;
        boolean shared = false;
        boolean deterministic = true;
        boolean sums = true;
        for (int d : lengths) {
            if (d > 0) {
                Traits traits = compressor.traits(d);
                alpha = Math.min(alpha, traits.alpha());
                omega = Math.max(omega, traits.omega());
                shared |= traits.has(Property.SHARED_SEED);
                deterministic &= traits.has(Property.DETERMINISTIC);
                sums &= traits.has(Property.ALL_REDUCIBLE);
            }
        }
        return new Guarantee(compressor.toString(), alpha, omega, shared, deterministic, sums);
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
     * The compressor's bias and variance as EF-BV has them: ||E C(x) - x|| at most bias ||x||, E||C(x) - E C(x)||^2 at most
     * variance ||x||^2.
     */
    public record Spread(double bias, double variance) {
        /** The best rate at which a shift learns: min((1 - bias) / ((1 - bias)^2 + variance), 1) (EF-BV, Remark 1). */
        public double rate() {
            double kept = 1 - bias;
            return Math.min(1, kept / (kept * kept + variance));
        }

        /** The share of a shift's squared error that is left after a round at a rate: (1 - rate (1 - bias))^2 + rate^2 variance. */
        public double left(double rate) {
            double missed = 1 - rate + rate * bias;
            return missed * missed + rate * rate * variance;
        }
    }

    /** Bias and variance of one client's compressor: all of the error is variance where it is unbiased, else all is bias. */
    public Spread spread() {
        return omega < Double.POSITIVE_INFINITY ? new Spread(0, omega) : new Spread(Math.sqrt(1 - alpha), 0);
    }

    /** The same of the mean of n clients' compressors. */
    public Spread spreadOfMean(double clients) {
        Spread one = spread();
        return sharedSeed ? one : new Spread(one.bias(), one.variance() / clients);
    }
}
