package io.ef21.compress;

import io.ef21.kernel.LevelRounding;
import io.ef21.wire.Correction;
import io.ef21.wire.Graded;
import io.ef21.wire.Ladder;
import io.ef21.wire.Scale;

/**
 * QSGD (Alistarh et al. 2017): v_j becomes the norm times a multiple of 1/s, the one below or above v_j / norm at random, so that
 * the mean is right.
 *
 * <p>With the Euclidean norm omega = min(d / (4 s^2), sqrt(d) / s), with the largest magnitude min(d / (4 s^2), (1 + sqrt(d)) / (2
 * s)). The norm is sent in 32 bits, rounded up; that costs a factor of (1 + 2^-20)^2 at most.
 *
 * @param levels s, 1 to 32,767, the number of levels above 0
 * @param norm Euclidean or largest magnitude
 * @param omegaCoded whether levels travel in Elias' omega code, as in the paper, and not as small as they can
 */
public record Qsgd(int levels, Norm norm, boolean omegaCoded) implements Compressor {
    private static final long serialVersionUID = 1L;

    public Qsgd {
        if (!norm.equals(Norm.TWO) && !norm.equals(Norm.MAX)) {
            throw new IllegalArgumentException("needs the Euclidean norm or the largest magnitude");
        }
        if (levels < 1 || levels > Ladder.LARGEST) {
            throw new IllegalArgumentException("needs 1 to " + Ladder.LARGEST + " levels");
        }
    }

    @Override
    public Correction compress(double[] v, long key) {
        return SmallNumbers.safely(v, w -> {
            double scale = Scale.atLeast(norm.of(w));
            short[] out = new short[w.length];
            LevelRounding.round(w, scale, levels, key, out);
            return new Graded(
                    scale, new Ladder.Linear(levels), out, omegaCoded ? Graded.Coding.OMEGA : Graded.Coding.SMALLEST);
        });
    }

    /** omega of rounding to s levels of a norm, on vectors of length d. */
    static double omega(int d, int s, Norm norm) {
        double root = Math.sqrt(Math.max(1, d));
        double few = norm.equals(Norm.MAX) ? (1 + root) / (2.0 * s) : root / s;
        double slack = (1 + Scale.EPSILON) * (1 + Scale.EPSILON);
        return slack * Math.min(root * root / (4.0 * s * s), few);
    }

    @Override
    public Traits traits(int d) {
        Traits traits =
                Traits.unbiased(omega(d, levels, norm)).with(Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING);
        return omegaCoded
                ? traits
                : traits.sized(LevelSize.of(d, new Ladder.Linear(levels)), LevelSize.papers(d, levels));
    }

    @Override
    public String toString() {
        return "qsgd:" + levels + (norm.equals(Norm.MAX) ? ":max" : "") + (omegaCoded ? ":omega" : "");
    }
}
