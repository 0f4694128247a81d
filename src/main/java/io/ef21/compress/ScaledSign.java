package io.ef21.compress;

import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;
import io.ef21.wire.Graded;
import io.ef21.wire.Ladder;
import io.ef21.wire.Scale;

/**
 * Scaled sign: ||v||_1 / d with the sign of v_j, + for zeros: one bit per entry. The error is ||v||^2 - ||v||_1^2 / d, so alpha = 1/d,
 * attained by vectors with one entry; constant vectors lose nothing.
 */
public record ScaledSign() implements Compressor {
    private static final long serialVersionUID = 1L;

    /** The scale is rounded to 32 bits: a relative error e of it costs e^2 of the gain. */
    private static final double SLACK = 1 - Scale.EPSILON * Scale.EPSILON;

    @Override
    public Correction compress(double[] v, long key) {
        return SmallNumbers.safely(v, w -> {
            short[] signs = new short[w.length];
            for (int j = 0; j < w.length; j++) {
                signs[j] = (short) (w[j] < 0 ? -1 : 1);
            }
            double largest = Norms.largest(w);
            double sum = 0;
            for (double value : w) {
                sum += Math.abs(value) / largest;
            }
            return new Graded(Scale.nearest(largest * (sum / w.length)), new Ladder.Signs(), signs);
        });
    }

    @Override
    public Traits traits(int d) {
        double alpha = SLACK / Math.max(1, d);
        return Traits.projection(alpha)
                .biased(new Biased(alpha, 1 + Scale.EPSILON), new Biased(alpha, 1 + Scale.EPSILON))
                .with(Property.DETERMINISTIC, Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING)
                .sized(LevelSize.of(d, new Ladder.Signs()), 32L + d);
    }

    @Override
    public String toString() {
        return "sign";
    }
}
