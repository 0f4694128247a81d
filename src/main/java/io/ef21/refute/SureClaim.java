package io.ef21.refute;

import org.jspecify.annotations.Nullable;

/** A claim about every draw, not about a mean: one draw that breaks it is enough. */
interface SureClaim extends Claim {
    /** Whether a vector breaks the claim under the draws of a seed. */
    @Nullable
    Violation test(double[] x, long seed);

    /** 2 where the claim is broken; else 0, for all vectors look alike. */
    @Override
    default double score(double[] x, long seed) {
        return test(x, seed) == null ? 0 : 2;
    }

    @Override
    default Verdict test(double[] x, long seed, double error) {
        Violation violation = test(x, seed);
        return new Verdict(violation, violation == null ? 0 : 2);
    }

    @Override
    default boolean isStatistical() {
        return false;
    }

    @Override
    default String summary(double worstScore) {
        return "held";
    }
}
