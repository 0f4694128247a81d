package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import org.jspecify.annotations.Nullable;

/**
 * Scores and tests vectors, and keeps the account of errors: the i-th statistical test may err with probability p / (i (i + 1)), so all of
 * them together, however many there will be and whatever decides which vectors are tested, err with probability p at most. Every
 * test has a seed of its own. Not thread-safe.
 */
final class Judge {
    private static final long TESTS = 0x7E57;

    private final long seed;
    private final double error;
    private int tests;
    private int seeds;
    private long trials;
    private long refused;

    Judge(long seed, double error) {
        this.seed = seed;
        this.error = error;
    }

    /** How bad a vector looks, see {@link Claim#score}; infinite where the result is none. */
    double score(Claim claim, double[] x, long key) {
        trials++;
        try {
            return claim.score(x, key);
        } catch (BrokenException e) {
            return Double.POSITIVE_INFINITY;
        } catch (RefusedException e) {
            refused++;
            return Double.NEGATIVE_INFINITY;
        }
    }

    /** What {@link Claim#measure} says; what was known before, where there is no result. */
    double measure(Claim claim, double[] x, long key, double known) {
        try {
            return claim.measure(x, key);
        } catch (BrokenException | RefusedException e) {
            return known;
        }
    }

    /** Tests a vector with fresh draws. */
    Finding test(Claim claim, double[] x) {
        double share = error;
        if (claim.isStatistical()) {
            tests++;
            share = error / ((double) tests * (tests + 1));
        }
        return test(claim, x, CounterRandom.key(CounterRandom.key(seed, TESTS), seeds++), share);
    }

    /** Tests a vector with the draws of a seed. */
    static Finding test(Claim claim, double[] x, long seed, double error) {
        try {
            Claim.Verdict verdict = claim.test(x, seed, error);
            Violation violation = verdict.violation();
            return new Finding(
                    violation == null ? null : new Counterexample(claim.name(), x, seed, violation), verdict.score());
        } catch (BrokenException e) {
            Violation violation = new Violation("there is a result for every vector", e.found(), 0);
            return new Finding(new Counterexample(claim.name(), x, seed, violation), Double.POSITIVE_INFINITY);
        } catch (RefusedException e) {
            return new Finding(null, Double.NEGATIVE_INFINITY);
        }
    }

    /**
     * What a test has found.
     *
     * @param counterexample null where there is none
     * @param score by all draws of the test
     */
    record Finding(@Nullable Counterexample counterexample, double score) {}

    /** Vectors scored. */
    long trials() {
        return trials;
    }

    /** Vectors refused. */
    long refused() {
        return refused;
    }

    /** Statistical tests. */
    int tests() {
        return tests;
    }
}
