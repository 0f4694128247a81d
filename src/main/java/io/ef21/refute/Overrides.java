package io.ef21.refute;

import io.ef21.compress.Compressor;
import org.jspecify.annotations.Nullable;

/**
 * Claims of the user that replace a compressor's own; null where its own stays. The constants of B1 and B2 belong to alpha and
 * omega, and go with them.
 *
 * @param alpha contraction; 0 for no claim
 * @param omega of an unbiased one; infinite for no claim
 * @param bits of a message, indices among them; negative for no claim
 * @param deterministic whether it draws nothing
 * @param homogeneous for which multiples
 * @param lowerTies whether it keeps the largest entries, of equal ones those with the lower index
 */
public record Overrides(
        @Nullable Double alpha,
        @Nullable Double omega,
        @Nullable Long bits,
        @Nullable Boolean deterministic,
        @Nullable Homogeneity homogeneous,
        @Nullable Boolean lowerTies) {

    /** The compressor's own claims. */
    public static final Overrides NONE = new Overrides(null, null, null, null, null, null);

    /** What is claimed on vectors of a length. */
    Claims claims(Compressor compressor, int d) {
        Claims own = Claims.of(compressor, d);
        boolean constants = alpha != null || omega != null;
        return new Claims(
                alpha == null ? own.alpha() : alpha,
                omega == null ? own.omega() : omega,
                bits == null ? own.bits() : bits,
                bits == null && own.indexed(),
                deterministic == null ? own.deterministic() : deterministic,
                homogeneous == null ? own.homogeneous() : homogeneous,
                own.additive(),
                constants ? null : own.first(),
                constants ? null : own.second(),
                lowerTies == null ? own.lowerTies() : lowerTies);
    }
}
