package io.ef21.compress;

import io.ef21.wire.Correction;

/**
 * Natural dithering (Horvath et al. 2019): {@link Dithering} with base 2; omega = 1/8 + t min(1, t), t = d^(1/r) 2^(1-s).
 *
 * @param levels s
 * @param norm the norm
 */
public record NaturalDithering(int levels, Norm norm) implements Compressor {
    private static final long serialVersionUID = 1L;

    public NaturalDithering {
        new Dithering(2, levels, norm);
    }

    private Dithering dithering() {
        return new Dithering(2, levels, norm);
    }

    @Override
    public Correction compress(double[] v, long key) {
        return dithering().compress(v, key);
    }

    @Override
    public Traits traits(int d) {
        return dithering().traits(d);
    }

    @Override
    public String toString() {
        return "natural-dithering:s=" + levels + ":p=" + norm;
    }
}
