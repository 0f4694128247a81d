package io.ef21.run;

import org.jspecify.annotations.Nullable;

/**
 * What a run knows of its model beyond the functions of the clients. Arrays have an entry for every entry of the model,
 * whether its column occurs or not; they are shared, not copied.
 *
 * @param intercepts so many last entries are intercepts: neither regularized nor compressed
 * @param standardized whether the regularizer at the server is one of the coefficients of standardized columns
 * @param start x^0; null for 0
 * @param prior what the regularizer at the server draws the model to; null for 0
 * @param precision factors of the squares of the regularizer, entry by entry, not negative; null for 1
 */
public record ModelTerms(
        int intercepts,
        boolean standardized,
        double @Nullable [] start,
        double @Nullable [] prior,
        double @Nullable [] precision) {
    /** A model without any of it. */
    public static final ModelTerms PLAIN = new ModelTerms(0, false, null, null, null);

    /** The same with so many last entries as intercepts. */
    public ModelTerms withIntercepts(int other) {
        return new ModelTerms(other, standardized, start, prior, precision);
    }

    /** The same with columns standardized, or not. */
    public ModelTerms withStandardization(boolean other) {
        return new ModelTerms(intercepts, other, start, prior, precision);
    }

    /** The same from another start; null for 0. */
    public ModelTerms startingAt(double @Nullable [] other) {
        return new ModelTerms(intercepts, standardized, other, prior, precision);
    }

    /**
     * The same with a prior.
     *
     * @param mean what the regularizer draws the model to; null for 0
     * @param factors of its squares; null for 1
     */
    public ModelTerms withPrior(double @Nullable [] mean, double @Nullable [] factors) {
        return new ModelTerms(intercepts, standardized, start, mean, factors);
    }

    /** Whether the regularizer sees the model as it is. */
    boolean seenPlainly() {
        return intercepts == 0 && !standardized && prior == null && precision == null;
    }
}
