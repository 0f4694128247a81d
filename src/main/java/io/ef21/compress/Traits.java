package io.ef21.compress;

/**
 * What theory may assume of a compressor on vectors of a given length.
 *
 * @param alpha contraction: E||C(v) - v||^2 &lt;= (1 - alpha) ||v||^2, in (0, 1]
 * @param deterministic the same vector always gives the same result
 * @param homogeneous C(c v) = c C(v) for every c &gt; 0
 * @param supportPreserving C decodes only onto the coordinates it was given, so it may run on a client's own columns
 *     alone
 * @param paperBits what the papers count per message: the values, without scales, indices and headers; {@link
 *     #AS_ENCODED} where that depends on the vector
 */
public record Traits(
        double alpha, boolean deterministic, boolean homogeneous, boolean supportPreserving, long paperBits) {
    /** All bits count, headers apart. */
    public static final long AS_ENCODED = -1;

    public Traits {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1] (got " + alpha + ")");
        }
    }
}
