package io.ef21.refute;

import io.ef21.compress.Biased;
import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.compress.TopK;
import io.ef21.compress.Traits;
import io.ef21.wire.ValueBits;
import org.jspecify.annotations.Nullable;

/**
 * What is claimed of a compressor on vectors of one length.
 *
 * @param alpha E||C(x) - x||^2 &lt;= (1 - alpha) ||x||^2; 0 where nothing is claimed
 * @param omega E C(x) = x and E||C(x) - x||^2 &lt;= omega ||x||^2; infinite where nothing is claimed
 * @param bits of the payload of a message with values of 64 bits, indices apart if it is {@code indexed}; negative where
 *     nothing is claimed
 * @param indexed whether indices come on top of the bits: at most a bitmap
 * @param deterministic whether the same vector always gives the same result
 * @param homogeneous for which multiples the result is the multiple
 * @param additive whether C(v + w) = C(v) + C(w) for the same draw
 * @param first constants of B1; null where nothing is claimed
 * @param second constants of B2; null where nothing is claimed
 * @param lowerTies whether the entries that are kept are the largest, of equal ones those with the lower index
 */
public record Claims(
        double alpha,
        double omega,
        long bits,
        boolean indexed,
        boolean deterministic,
        Homogeneity homogeneous,
        boolean additive,
        @Nullable Biased first,
        @Nullable Biased second,
        boolean lowerTies) {

    /** What a compressor says of itself. */
    static Claims of(Compressor compressor, int d) {
        Traits traits = compressor.traits(d);
        return new Claims(
                traits.alpha(),
                traits.omega(),
                traits.size().isKnown() ? traits.size().bits(ValueBits.DOUBLE) : -1,
                traits.size().indexed(),
                traits.has(Property.DETERMINISTIC),
                Homogeneity.of(traits),
                traits.has(Property.ADDITIVE),
                traits.first(),
                traits.second(),
                compressor instanceof TopK);
    }

    /** Whether a mean is claimed to be right. */
    boolean isUnbiased() {
        return omega < Double.POSITIVE_INFINITY;
    }

    /** Whether C(0) = 0 follows. */
    boolean keepsZero() {
        return alpha > 0 || isUnbiased() || homogeneous != Homogeneity.NO;
    }
}
