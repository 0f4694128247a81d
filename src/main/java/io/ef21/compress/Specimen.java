package io.ef21.compress;

import io.ef21.kernel.GaussianMatrix;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;

/**
 * A compressor on vectors of one length: what it declares, and what a vector of independent normal entries costs.
 *
 * @param compressor the compressor
 * @param d length, at least 1
 * @param traits for that length
 * @param bits of the payload of a normal vector, with values of 32 bits
 */
public record Specimen(Compressor compressor, int d, Traits traits, long bits) {
    private static final long KEY = 0x5EED;

    /**
     * Measures a compressor.
     *
     * @throws io.ef21.data.InvalidInputException if it makes no sense for that length
     */
    public static Specimen of(Compressor compressor, int d) {
        compressor.requireFits(d);
        double[] normal = GaussianMatrix.draw(KEY, 1, d, 1);
        long bits =
                Wire.write(compressor.compress(normal, KEY), ValueBits.FLOAT).payloadBits();
        return new Specimen(compressor, d, compressor.traits(d), bits);
    }

    /** Bits per coordinate. */
    public double bitsPerCoordinate() {
        return (double) bits / d;
    }

    /**
     * delta of B3, of the compressor itself where it contracts and else of its best multiple; infinite where theory knows neither.
     */
    public double delta() {
        double scaled = traits.isUnbiased() ? 1 + traits.omega() : Double.POSITIVE_INFINITY;
        return Math.min(traits.delta(), scaled);
    }
}
