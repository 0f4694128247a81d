package io.ef21.compress;

import io.ef21.wire.Correction;

/** A compressor that knows what to do with matrices. */
public interface MatrixCompressor extends Compressor {
    /**
     * The compressed matrix.
     *
     * @param v rows x columns entries, row after row
     */
    Correction compress(double[] v, int rows, int columns, long key);

    /** What holds for matrices of that shape. */
    Traits traits(int rows, int columns);
}
