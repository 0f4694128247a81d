package io.ef21.refute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a search ended.
 *
 * @param counterexample null where the claims survived
 * @param lengths of the vectors
 * @param trials vectors tried
 * @param draws compressed vectors
 * @param tests statistical ones, over which the error probability is spread
 * @param refused vectors beyond the usual magnitudes that were refused, as they may be
 * @param error the probability that claims that hold are called refuted
 * @param worst what was seen of each claim
 */
public record Outcome(
        @Nullable Counterexample counterexample,
        List<Integer> lengths,
        long trials,
        long draws,
        int tests,
        long refused,
        double error,
        List<Worst> worst) {

    /**
     * What was seen of a claim.
     *
     * @param claim its name
     * @param length of the vector that came nearest to breaking it
     * @param text what was claimed and seen there
     */
    public record Worst(String claim, int length, String text) {}
}
