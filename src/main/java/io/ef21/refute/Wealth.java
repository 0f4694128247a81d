package io.ef21.refute;

/**
 * What a gambler owns who starts with 1 and bets against a claim about a mean (Shafer and Vovk 2019; Waudby-Smith and Ramdas
 * 2024). As long as the claim holds, no bet gains on average, so by Ville's inequality the gambler ever owns 1/p or more with
 * probability at most p: whoever stops at 1/p errs with probability p, however many draws that took.
 *
 * <p>The stake is spread evenly over a ladder of bets, so none has to be chosen. Not thread-safe.
 */
abstract class Wealth {
    private static final int BETS = 12;

    private final double[] logs = new double[BETS];

    private Wealth() {}

    /**
     * Against: the mean of numbers that are not negative is at most 1. A bet b in (0, 1] makes 1 + b (z - 1) of 1, which is not negative
     * and at most 1 on average.
     */
    static Wealth againstMean() {
        return new Wealth() {
            @Override
            double logFactor(double z, int bet) {
                return Math.log1p(Math.scalb(1.0, -bet) * (z - 1));
            }
        };
    }

    /**
     * Against: the mean of numbers is at most 0 and that of their squares at most s^2. A bet b &gt; 0 makes (1 + b z + b^2 z^2 / 2) / (1
     * + b^2 s^2 / 2) of 1, which is positive, as 1 + y + y^2 / 2 is, and at most 1 on average.
     *
     * @param s positive
     */
    static Wealth againstZero(double s) {
        return new Wealth() {
            @Override
            double logFactor(double z, int bet) {
                double b = Math.scalb(2 / s, -bet);
                double y = b * z;
                return Math.log1p(y + y * y / 2) - Math.log1p(b * b * s * s / 2);
            }
        };
    }

    /** The logarithm of what a bet makes of 1. */
    abstract double logFactor(double z, int bet);

    /** One more draw. */
    void see(double z) {
        for (int bet = 0; bet < BETS; bet++) {
            logs[bet] += logFactor(z, bet);
        }
    }

    /** The logarithm of what the best bet has made of 1. */
    double logOfBest() {
        double best = logs[0];
        for (double log : logs) {
            best = Math.max(best, log);
        }
        return best;
    }

    /** The logarithm of what the gambler owns. */
    double log() {
        double largest = logOfBest();
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / BETS);
    }
}
