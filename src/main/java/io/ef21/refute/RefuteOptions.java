package io.ef21.refute;

import java.util.List;

/**
 * What is searched, and how long.
 *
 * @param overrides claims that replace the compressor's own
 * @param claim the only claim to test; empty for all
 * @param lengths of vectors; empty for the usual ones that the compressor takes
 * @param magnitudes of their nonzero entries
 * @param vector the only vector to test; empty to search
 * @param seconds to search
 * @param seed of everything random
 * @param error the probability that claims that hold are called refuted
 */
public record RefuteOptions(
        Overrides overrides,
        String claim,
        List<Integer> lengths,
        Magnitudes magnitudes,
        double[] vector,
        double seconds,
        long seed,
        double error) {

    /** Short ones, odd ones, longer than a block, and more. */
    public static final List<Integer> USUAL_LENGTHS = List.of(1, 2, 3, 5, 17, 64, 200);

    /** The usual error probability. */
    public static final double USUAL_ERROR = 1e-9;

    /** The compressor's own claims on the usual vectors. */
    public static RefuteOptions usual(double seconds, long seed) {
        return new RefuteOptions(
                Overrides.NONE, "", List.of(), Magnitudes.USUAL, new double[0], seconds, seed, USUAL_ERROR);
    }

    public RefuteOptions {
        lengths = List.copyOf(lengths);
    }

    /** Other claims. */
    public RefuteOptions claiming(Overrides other) {
        return new RefuteOptions(other, claim, lengths, magnitudes, vector, seconds, seed, error);
    }

    /** Vectors of these lengths. */
    public RefuteOptions of(List<Integer> other) {
        return new RefuteOptions(overrides, claim, other, magnitudes, vector, seconds, seed, error);
    }

    /** One vector and one claim, with the draws of a seed. */
    public RefuteOptions replaying(Counterexample found) {
        return new RefuteOptions(
                overrides, found.claim(), lengths, magnitudes, found.vector(), seconds, found.seed(), error);
    }
}
