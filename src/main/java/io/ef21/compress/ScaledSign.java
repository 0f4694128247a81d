package io.ef21.compress;

import io.ef21.kernel.SignSum;
import io.ef21.wire.Correction;
import io.ef21.wire.Scale;
import io.ef21.wire.Signed;

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
            byte[] signs = new byte[SignSum.bytes(w.length)];
            double mean = SignSum.sum(w, signs) / w.length;
            return new Signed(w.length, Scale.nearest(mean), signs);
        });
    }

    @Override
    public Traits traits(int d) {
        double alpha = SLACK / Math.max(1, d);
        // the scale may be that much too small, and the pull with it
        double rounded = 1 - Scale.EPSILON;
        return Traits.projection(alpha)
                .biased(
                        new Biased(rounded * rounded / Math.max(1, d), 1 + Scale.EPSILON),
                        new Biased(rounded / Math.max(1, d), 1 + Scale.EPSILON))
                .with(Property.DETERMINISTIC, Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING)
                .sized(Size.ofBits(32L + d), 32L + d);
    }

    @Override
    public String toString() {
        return "sign";
    }
}
