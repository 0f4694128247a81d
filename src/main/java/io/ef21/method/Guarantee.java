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
 */
public record Guarantee(String compressor, double alpha, double omega, boolean sharedSeed, boolean deterministic) {
    /**
     * The guarantee on vectors of some lengths.
     *
     * @param lengths of the clients' vectors; zeros do not count
     */
    public static Guarantee of(Compressor compressor, int[] lengths) {
        double alpha = 1;
        double omega = 0;
        boolean shared = false;
        boolean deterministic = true;
        for (int d : lengths) {
            if (d > 0) {
                Traits traits = compressor.traits(d);
                alpha = Math.min(alpha, traits.alpha());
                omega = Math.max(omega, traits.omega());
                shared |= traits.has(Property.SHARED_SEED);
                deterministic &= traits.has(Property.DETERMINISTIC);
            }
        }
        return new Guarantee(compressor.toString(), alpha, omega, shared, deterministic);
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
}
