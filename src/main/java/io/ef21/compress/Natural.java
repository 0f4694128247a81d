package io.ef21.compress;

import io.ef21.kernel.NaturalRounding;
import io.ef21.wire.Correction;
import io.ef21.wire.Graded;
import io.ef21.wire.Ladder;

/**
 * Natural compression (Horvath et al. 2019): every entry goes to the power of two below or above it at random, so that the mean is
 * right; omega = 1/8, attained by 4/3 of a power of two. Sign and exponent travel: 9 bits for the exponents of floats, fewer where
 * an entropy code finds them alike.
 */
public record Natural() implements Compressor {
    private static final long serialVersionUID = 1L;
    private static final int EXPONENT = 0x7FF;
    private static final int NEGATIVE = 0x800;

    @Override
    public Correction compress(double[] v, long key) {
        return SmallNumbers.safely(v, w -> {
            short[] codes = new short[w.length];
            NaturalRounding.round(w, key, codes);
            return graded(codes);
        });
    }

    /** Levels above the lowest exponent that occurs, from signs and exponents. */
    private static Correction graded(short[] codes) {
        int lowest = EXPONENT;
        int highest = 0;
        for (short code : codes) {
            int exponent = code & EXPONENT;
            highest = Math.max(highest, exponent);
            lowest = exponent == 0 ? lowest : Math.min(lowest, exponent);
        }
        if (highest == 0) {
            return new Correction.Sparse(codes.length, new int[0], new double[0]);
        }
        for (int j = 0; j < codes.length; j++) {
            int exponent = codes[j] & EXPONENT;
            int level = exponent == 0 ? 0 : exponent - lowest + 1;
            codes[j] = (short) ((codes[j] & NEGATIVE) != 0 ? -level : level);
        }
        return new Graded(1, new Ladder.Powers(lowest - Double.MAX_EXPONENT, highest - lowest + 1), codes);
    }

    @Override
    public Traits traits(int d) {
        return Traits.unbiased(0.125)
                .with(Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING)
                .sized(Size.AS_ENCODED, 9L * d);
    }

    @Override
    public String toString() {
        return "natural";
    }
}
