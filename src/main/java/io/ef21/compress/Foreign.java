package io.ef21.compress;

import io.ef21.data.SourceFile;
import io.ef21.wire.Correction;

/**
 * A compressor from a source file, under the name by which it is found again. Its class is known in this JVM alone, to no
 * executor.
 *
 * @param specification {@code file:} and a path
 * @param compressor what is in it
 */
record Foreign(String specification, Compressor compressor) implements Compressor {
    private static final long serialVersionUID = 1L;

    /**
     * Compiles the file.
     *
     * @throws io.ef21.data.InvalidInputException if it cannot be used
     */
    static Foreign load(String specification) {
        return new Foreign(specification, SourceFile.load(specification, Compressor.class, "--compressor"));
    }

    @Override
    public Correction compress(double[] v, long key) {
        return compressor.compress(v, key);
    }

    @Override
    public Correction compressOnAllCores(double[] v, long key) {
        return compressor.compressOnAllCores(v, key);
    }

    @Override
    public Correction compressDifference(double[] x, double[] y, long key) {
        return compressor.compressDifference(x, y, key);
    }

    @Override
    public Traits traits(int d) {
        return compressor.traits(d);
    }

    @Override
    public void requireFits(int features) {
        compressor.requireFits(features);
    }

    @Override
    public String toString() {
        return specification;
    }
}
