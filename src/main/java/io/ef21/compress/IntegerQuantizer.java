package io.ef21.compress;

import io.ef21.wire.Correction;
import io.ef21.wire.Ladder;

/**
 * Integers of b bits: v_j M / max |v_j|, M = 2^(b-1) - 1, rounded up or down at random so that the mean is right; omega = d / (4
 * M^2) at most.
 *
 * @param bits b, 2 to 16
 */
public record IntegerQuantizer(int bits) implements Compressor {
    private static final long serialVersionUID = 1L;

    public IntegerQuantizer {
        if (bits < 2 || bits > 16) {
            throw new IllegalArgumentException("needs 2 to 16 bits");
        }
    }

    private Qsgd levels() {
        return new Qsgd((1 << (bits - 1)) - 1, Norm.MAX, false);
    }

    @Override
    public Correction compress(double[] v, long key) {
        return levels().compress(v, key);
    }

    @Override
    public Traits traits(int d) {
        return levels().traits(d)
                .sized(LevelSize.of(d, new Ladder.Linear(levels().levels())), Integer.SIZE + (long) bits * d);
    }

    @Override
    public String toString() {
        return "int:" + bits;
    }
}
