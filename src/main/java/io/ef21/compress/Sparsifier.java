package io.ef21.compress;

import io.ef21.wire.Correction;

/** A compressor that chooses some entries and sends what is there, all multiplied by one factor. */
public interface Sparsifier extends Compressor {
    /** The entries chosen, ascending. */
    int[] choose(double[] v, long key);

    /** What the entries are multiplied by; 1 keeps them. */
    default double factor(int d) {
        return 1;
    }

    @Override
    default Correction compress(double[] v, long key) {
        Correction.Sparse kept = Correction.at(v, v.length == 0 ? new int[0] : choose(v, key));
        double factor = factor(v.length);
        if (factor != 1) {
            double[] values = kept.values();
            for (int p = 0; p < values.length; p++) {
                values[p] *= factor;
            }
        }
        return kept;
    }
}
