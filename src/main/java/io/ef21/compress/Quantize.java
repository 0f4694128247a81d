package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.Bfloat16;
import io.ef21.kernel.BlockQuantizer;
import io.ef21.kernel.PackedLevels;
import io.ef21.wire.Correction;

/**
 * Block quantizer: every entry goes to the nearest multiple k S/l of a step, k in [-l, l], l = 2^(bits-1) - 1, where S
 * is the largest magnitude s of its block of consecutive entries, rounded up to a bfloat16.
 *
 * <p><b>Contraction.</b> Let n be the entries of a block, r = S/s in [1, 1 + 2^-7] and h = r s/l the step. 0 is a level,
 * so an entry x errs by at most min(|x|, h/2), and for theta &lt; 1 its error^2 - theta x^2 is largest at |x| = h/2.
 * Hence the relative squared error of the block is at most
 *
 * <pre>(t^2 + c) / (1 + c),   c = (n-1) r^2 / (4 l^2),   t = distance of the largest entry to the grid / s,</pre>
 *
 * <p>attained by one entry s and n - 1 entries h/2, and alpha(r) = (1 - t^2) / (1 + c). Up to r = 2l/(2l - 1) the level
 * nearest to s is l and t = r - 1; beyond, it is l - 1, t falls, and as t^2 + c - theta (1 + c) is convex in r the worst
 * r is at an end of either piece: 1 + 2^-7 or, if that is beyond it (8 bits), 2l/(2l - 1). Longer blocks are worse, so n
 * = min(block, d); the error of a vector is that of its worst block. At 4 bits and 64 entries alpha = 0.754, at 3 bits
 * and 16 entries 0.703.
 *
 * <p>The bound holds for blocks with s = 0 or s &ge; 2^-126. Below, bfloat16 numbers are equidistant, r may be anything
 * and entries may all go to 0; still no entry errs by more than its magnitude.
 *
 * <p>C(c v) = c C(v) holds exactly for powers of two c, as long as no scale leaves the normal range, and up to the
 * rounding of the scales otherwise.
 *
 * @param bits per entry, 2 to 8
 * @param block entries that share a scale, 1 to 65,536; 16 bits per block travel besides
 */
public record Quantize(int bits, int block) implements Compressor {
    /** The largest number of entries that may share a scale. */
    static final int LARGEST_BLOCK = 1 << 16;

    private static final long serialVersionUID = 1L;

    public Quantize {
        if (bits < 2 || bits > 8) {
            throw new InvalidInputException("quantize:BITS needs 2 to 8 bits (got " + bits + ")");
        }
        if (block < 1 || block > LARGEST_BLOCK) {
            throw new InvalidInputException(
                    "quantize:BITS:BLOCK needs blocks of 1 to " + LARGEST_BLOCK + " entries (got " + block + ")");
        }
    }

    /** Blocks of the usual length: 64 entries from 4 bits on, 16 below. */
    public Quantize(int bits) {
        this(bits, usualBlock(bits));
    }

    static int usualBlock(int bits) {
        return bits >= 4 ? 64 : 16;
    }

    /** {@inheritDoc} Entries beyond the largest bfloat16, 3.39e38, are refused as well. */
    @Override
    public Correction compress(double[] v, long key) {
        return new Correction.Levels(BlockQuantizer.quantize(v, bits, block));
    }

    @Override
    public Correction compressOnAllCores(double[] v, long key) {
        return new Correction.Levels(BlockQuantizer.quantizeOnAllCores(v, bits, block));
    }

    @Override
    public Traits traits(int d) {
        return Traits.contractive(alpha(Math.min(block, d)))
                .with(Property.DETERMINISTIC, Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING)
                .sized(
                        Size.ofBits((long) bits * d + (long) Short.SIZE * PackedLevels.blocks(d, block)),
                        (long) bits * d);
    }

    private double alpha(int n) {
        double l = PackedLevels.largestLevel(bits);
        double largest = 1 + Bfloat16.EPSILON;
        double turn = 2 * l / (2 * l - 1);
        return turn < largest ? Math.min(alpha(n, l, turn), alpha(n, l, largest)) : alpha(n, l, largest);
    }

    private static double alpha(int n, double l, double r) {
        double t = Math.min(r - 1, Math.abs(1 - r * (l - 1) / l));
        double c = Math.max(0, n - 1) * r * r / (4 * l * l);
        return (1 - t * t) / (1 + c);
    }

    @Override
    public String toString() {
        return "quantize:" + bits + (block == usualBlock(bits) ? "" : ":" + block);
    }
}
