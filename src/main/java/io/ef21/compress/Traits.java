package io.ef21.compress;

/**
 * What theory may assume of a compressor on vectors of a given length.
 *
 * @param alpha contraction: E||C(v) - v||^2 &lt;= (1 - alpha) ||v||^2, in (0, 1]
 * @param deterministic the same vector always gives the same result
 * @param homogeneous C(c v) = c C(v) for every c &gt; 0
 * @param paperValues the number of values that the papers count per message, at 32 bits each
 */
public record Traits(double alpha, boolean deterministic, boolean homogeneous, int paperValues) {
    public Traits {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1] (got " + alpha + ")");
        }
    }

    /** 32 bits per value and nothing else: the count of the EF21 paper's plots. */
    public long paperBits() {
        return 32L * paperValues;
    }
}
