package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.GridQuantizer;
import io.ef21.wire.Correction;

/**
 * Companded grid: every entry goes to the nearest multiple of a step, and the multiples are entropy-coded. In a block of
 * consecutive entries of root mean square r, of a vector of root mean square R, the step is {@code step} sqrt(R r), rounded to
 * the nearest quarter of an octave.
 *
 * <p><b>Contraction.</b> No entry errs by more than half a step, which is at most 2^(1/8) c sqrt(R r) / 2 with c = {@code
 * step}. With n_b entries in block b, n in all, the sum of n_b r_b is at most n R by Cauchy and Schwarz, so
 *
 * <pre>||C(v) - v||^2 &lt;= sum n_b 2^(1/4) c^2 R r_b / 4 &lt;= 2^(1/4) c^2 / 4 ||v||^2,   alpha = 1 - 2^(1/4) c^2 / 4,</pre>
 *
 * <p>in any dimension; attained where all entries are the same odd multiple of half a step that was rounded up. The bound
 * holds where the steps are normal numbers; below, no entry errs by more than its magnitude. Blocks that are 2^127 times
 * smaller than others are left out.
 *
 * <p><b>Bits.</b> An error that is spread evenly over the entries needs the fewest bits for its norm (that is what a single
 * step, coded to its entropy, does); one in proportion to the blocks keeps the small ones precise, which quasi-Newton steps
 * need. The geometric mean of the two, at {@code step} = 0.7, sends gradients of wide models in 2.1 to 2.5 bits per entry where
 * {@link Quantize} with the same rounds needs 4.25.
 *
 * <p>C(c v) = c C(v) holds exactly for powers of two.
 *
 * @param step c, from 0.001 to 1.8
 * @param block entries that share a step, 1 to 65,536
 */
public record Grid(double step, int block) implements Compressor {
    private static final long serialVersionUID = 1L;
    private static final int USUAL_BLOCK = 64;
    private static final double LEAST = 0.001;
    private static final double LARGEST = 1.8;

    public Grid {
        if (!(step >= LEAST && step <= LARGEST)) {
            throw new InvalidInputException(
                    "grid:STEP needs a step of " + LEAST + " to " + LARGEST + " root mean squares (got " + step + ")");
        }
        if (block < 1 || block > Quantize.LARGEST_BLOCK) {
            throw new InvalidInputException(
                    "grid:STEP:BLOCK needs blocks of 1 to " + Quantize.LARGEST_BLOCK + " entries (got " + block + ")");
        }
    }

    /** Blocks of the usual length, 64 entries. */
    public Grid(double step) {
        this(step, USUAL_BLOCK);
    }

    @Override
    public Correction compress(double[] v, long key) {
        return Correction.Coded.of(GridQuantizer.quantize(v, step, block));
    }

    @Override
    public Correction compressOnAllCores(double[] v, long key) {
        return Correction.Coded.onAllCores(GridQuantizer.quantizeOnAllCores(v, step, block));
    }

    @Override
    public Traits traits(int d) {
        double alpha = d == 0 ? 1 : 1 - Math.sqrt(Math.sqrt(2)) * step * step / 4;
        return Traits.contractive(alpha)
                .with(Property.DETERMINISTIC, Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING);
    }

    @Override
    public String toString() {
        return "grid:" + step + (block == USUAL_BLOCK ? "" : ":" + block);
    }
}
