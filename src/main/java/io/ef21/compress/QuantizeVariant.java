package io.ef21.compress;

import io.ef21.kernel.Bfloat16;
import io.ef21.kernel.BlockRounding;
import io.ef21.kernel.PackedLevels;
import io.ef21.wire.Correction;

/**
 * The relatives of {@link Quantize}: rounding at random, and scales that are powers of two (a shared exponent).
 *
 * <p>At random it is unbiased: an entry's variance is at most (h/2)^2, h = S/l, and S at most r times the largest entry of the block, r
 * = 1 + 2^-7, or 2 with powers of two; so omega = n r^2 / (4 l^2) in blocks of n. To the nearest with powers of two, S = r s with r
 * up to 2 and no entry errs by more than h/2, so in the notation of {@link Quantize} alpha = (1 - 1/l^2) / (1 + (n-1) / l^2), as s
 * falls in the middle between two levels when it is just above S/2.
 *
 * @param bits per entry, 2 to 8; 3 to 8 to the nearest, where a single level contracts nothing
 * @param block entries that share a scale, 1 to 65,536
 * @param random whether entries are rounded at random
 * @param powers whether scales are powers of two
 */
public record QuantizeVariant(int bits, int block, boolean random, boolean powers) implements Compressor {
    private static final long serialVersionUID = 1L;

    public QuantizeVariant {
        new Quantize(bits, block);
        if (!random && !powers) {
            throw new IllegalArgumentException("needs a variant");
        }
        if (!random && bits < 3) {
            throw new IllegalArgumentException("needs at least 3 bits with a shared exponent");
        }
    }

    @Override
    public Correction compress(double[] v, long key) {
        return new Correction.Levels(BlockRounding.quantize(v, bits, block, powers, random, key));
    }

    @Override
    public Traits traits(int d) {
        double l = PackedLevels.largestLevel(bits);
        double n = Math.max(1, Math.min(block, d));
        Traits traits;
        if (random) {
            double r = powers ? 2 : 1 + Bfloat16.EPSILON;
            traits = Traits.unbiased(n * r * r / (4 * l * l))
                    .with(Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING);
        } else {
            traits = Traits.contractive((1 - 1 / (l * l)) / (1 + (n - 1) / (l * l)))
                    .with(Property.DETERMINISTIC, Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING);
        }
        return traits.sized(
                Size.ofBits((long) bits * d + (long) Short.SIZE * PackedLevels.blocks(d, block)), (long) bits * d);
    }

    @Override
    public String toString() {
        return "quantize:" + bits + ":" + block + (random ? ":random" : "") + (powers ? ":powers" : "");
    }
}
