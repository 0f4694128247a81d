package io.ef21.compress;

import io.ef21.wire.Correction;

/** C(v) = v: nothing is lost, alpha = 1, omega = 0. */
public record Identity() implements Compressor {
    private static final long serialVersionUID = 1L;

    @Override
    public Correction compress(double[] v, long key) {
        return new Correction.Dense(v.clone());
    }

    @Override
    public Traits traits(int d) {
        return Traits.unbiased(0)
                .with(
                        Property.DETERMINISTIC,
                        Property.HOMOGENEOUS,
                        Property.ADDITIVE,
                        Property.ALL_REDUCIBLE,
                        Property.SUPPORT_PRESERVING)
                .sized(Size.ofValues(d), 32L * d);
    }

    @Override
    public String toString() {
        return "identity";
    }
}
