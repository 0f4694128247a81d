package io.ef21.refute;

import org.jspecify.annotations.Nullable;

/** One claim about a compressor on vectors of one length: what may be refuted. Draws depend on seeds alone. */
interface Claim {
    /** What it is about. */
    Subject subject();

    /** A word for it: {@code alpha}. */
    String name();

    /** The vector next to x that this claim is about; it may be x. */
    default double[] prepared(double[] x) {
        return x;
    }

    /** How bad a vector looks by a few draws, to guide the search; above 1, it may break the claim. */
    double score(double[] x, long seed);

    /**
     * Whether a vector breaks the claim.
     *
     * @param seed of draws that the choice of x did not depend on
     * @param error with what probability a claim that holds may be called broken, where chance plays a role
     */
    Verdict test(double[] x, long seed, double error);

    /**
     * What a test says.
     *
     * @param violation null where the vector is not known to break the claim
     * @param score as of {@link #score}, by all draws of the test
     */
    record Verdict(@Nullable Violation violation, double score) {}

    /** {@link #score} by so many draws that it can be told. */
    default double measure(double[] x, long seed) {
        return score(x, seed);
    }

    /** Whether chance plays a role in {@link #test}. */
    boolean isStatistical();

    /** What the largest score says about the claim, with the claim: {@code claimed 0.1, least 0.1}. */
    String summary(double worstScore);
}
