package io.ef21.refute;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Draws until a claim is refuted, or until it looks as if it would not be.
 *
 * @param draws how many there were
 * @param won whether the gamblers together own so much that the claim is refuted
 */
record Bout(int draws, boolean won) {
    /** The most draws for a vector. */
    private static final int MOST = 50_000;

    /** When it is first asked whether to go on. */
    private static final int FIRST = 1000;

    /**
     * How it ends. The gamblers share the stake. To stop early is always allowed: it gives the claim the benefit of the doubt.
     *
     * @param gamblers each with its own bet
     * @param draw what each of them sees of a draw, by its number
     * @param error the probability of refuting a claim that holds
     */
    static Bout of(List<Wealth> gamblers, IntFunction<double[]> draw, double error) {
        double needed = -Math.log(error);
        int next = FIRST;
        for (int n = 0; n < MOST; n++) {
            double[] seen = draw.apply(n);
            double owned = Double.NEGATIVE_INFINITY;
            double best = Double.NEGATIVE_INFINITY;
            for (int g = 0; g < seen.length; g++) {
                Wealth gambler = gamblers.get(g);
                gambler.see(seen[g]);
                owned = Math.max(owned, gambler.log());
                best = Math.max(best, gambler.logOfBest());
            }
            // the largest of them alone is less than they own together
            owned -= Math.log(gamblers.size());
            if (owned >= needed) {
                return new Bout(n + 1, true);
            }
            if (n + 1 == next) {
                if (best * MOST / next < needed) {
                    return new Bout(n + 1, false);
                }
                next *= 2;
            }
        }
        return new Bout(MOST, false);
    }
}
