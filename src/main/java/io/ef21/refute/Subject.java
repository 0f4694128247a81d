package io.ef21.refute;

import io.ef21.compress.Compressor;
import io.ef21.wire.Correction;

/** A compressor on vectors of one length, with what is claimed of it there. Counts what it is asked; not thread-safe. */
final class Subject {
    private final Compressor compressor;
    private final int length;
    private final Claims claims;
    private long draws;

    Subject(Compressor compressor, int length, Claims claims) {
        this.compressor = compressor;
        this.length = length;
        this.claims = claims;
    }

    Compressor compressor() {
        return compressor;
    }

    int length() {
        return length;
    }

    Claims claims() {
        return claims;
    }

    /** How often it has compressed. */
    long draws() {
        return draws;
    }

    /**
     * What it makes of a vector.
     *
     * @throws RefusedException if it is beyond the usual magnitudes, and refused
     * @throws BrokenException if the result is none
     */
    Correction compress(double[] x, long key) {
        draws++;
        Correction correction;
        try {
            correction = compressor.compress(x.clone(), key);
        } catch (ArithmeticException e) {
            if (Magnitudes.USUAL.contain(x)) {
                throw new BrokenException("it refuses this vector: " + e.getMessage(), e);
            }
            throw new RefusedException(e);
        } catch (RuntimeException e) {
            throw new BrokenException("it throws " + e, e);
        }
        if (correction.length() != length) {
            throw new BrokenException("the result has length " + correction.length());
        }
        return correction;
    }

    /** The same, dense: finite entries, as many as there have to be. */
    double[] apply(double[] x, long key) {
        return dense(compress(x, key));
    }

    /** A result as a vector. */
    static double[] dense(Correction correction) {
        double[] dense;
        try {
            dense = correction.toDense();
        } catch (RuntimeException e) {
            throw new BrokenException("its result cannot be read: " + e, e);
        }
        for (double value : dense) {
            if (!Double.isFinite(value)) {
                throw new BrokenException("the result has the entry " + value);
            }
        }
        return dense;
    }
}
