package io.ef21.compress;

/** C(v) = v: nothing is lost, alpha = 1. */
public record Identity() implements Compressor {
    private static final long serialVersionUID = 1L;

    @Override
    public Correction compress(double[] v, long key) {
        return new Correction.Dense(v.clone());
    }

    @Override
    public Traits traits(int d) {
        return new Traits(1.0, true, true, true, 32L * d);
    }

    @Override
    public String toString() {
        return "identity";
    }
}
