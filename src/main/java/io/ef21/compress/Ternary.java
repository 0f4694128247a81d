package io.ef21.compress;

import io.ef21.wire.Correction;
import io.ef21.wire.Ladder;
import io.ef21.wire.Scale;

/**
 * Ternary quantization (TernGrad, Wen et al. 2017): 0 or the norm with the sign of v_j, the latter with probability |v_j| / ||v||_p.
 *
 * <p>omega + 1 = (1 + sqrt(d)) / 2 for p = infinity, attained by one entry 1 and others 1 / (1 + sqrt(d)), and sqrt(d) for p = 2,
 * attained by constant vectors.
 *
 * @param norm p = infinity or 2
 */
public record Ternary(Norm norm) implements Compressor {
    private static final long serialVersionUID = 1L;

    public Ternary {
        if (!norm.equals(Norm.MAX) && !norm.equals(Norm.TWO)) {
            throw new IllegalArgumentException("needs p=inf or p=2");
        }
    }

    @Override
    public Correction compress(double[] v, long key) {
        return new Qsgd(1, norm, false).compress(v, key);
    }

    @Override
    public Traits traits(int d) {
        double root = Math.sqrt(Math.max(1, d));
        double zeta = (norm.equals(Norm.MAX) ? (1 + root) / 2 : root) * (1 + Scale.EPSILON);
        return Traits.unbiased(zeta - 1)
                .with(Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING)
                .sized(LevelSize.of(d, new Ladder.Linear(1)), LevelSize.papers(d, 1));
    }

    @Override
    public String toString() {
        return "ternary" + (norm.equals(Norm.MAX) ? "" : ":p=" + norm);
    }
}
