package io.ef21.compress;

import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;
import io.ef21.wire.Joined;
import java.util.Arrays;
import java.util.List;

/**
 * A compressor that leaves the last entries of a vector, the intercepts, as they are. What holds for the compressor on the
 * others holds for this one: what is sent whole has no error.
 *
 * @param inner for all other entries
 * @param spared so many last entries are sent whole, at least 1
 */
public record Sparing(Compressor inner, int spared) implements Compressor {
    private static final long serialVersionUID = 1L;

    /**
     * @throws IllegalArgumentException if nothing is spared
     */
    public Sparing {
        if (spared < 1) {
            throw new IllegalArgumentException("spares " + spared + " entries");
        }
    }

    /** The compressor itself where nothing is spared, or where it sends everything. */
    public static Compressor of(Compressor inner, int spared) {
        return spared == 0 || inner instanceof Identity ? inner : new Sparing(inner, spared);
    }

    @Override
    public Correction compress(double[] v, long key) {
        return joined(inner.compress(Arrays.copyOf(v, v.length - spared), key), tail(v));
    }

    @Override
    public Correction compressOnAllCores(double[] v, long key) {
        return joined(inner.compressOnAllCores(Arrays.copyOf(v, v.length - spared), key), tail(v));
    }

    @Override
    public Correction compressDifference(double[] x, double[] y, long key) {
        int rest = x.length - spared;
        double[] tail = tail(x);
        for (int j = 0; j < spared; j++) {
            tail[j] -= y[rest + j];
        }
        return joined(inner.compressDifference(Arrays.copyOf(x, rest), Arrays.copyOf(y, rest), key), tail);
    }

    private double[] tail(double[] v) {
        return Arrays.copyOfRange(v, v.length - spared, v.length);
    }

    private static Correction joined(Correction compressed, double[] tail) {
        return new Joined(List.of(compressed, new Correction.Dense(Norms.requireFinite(tail))));
    }

    @Override
    public Traits traits(int d) {
        Traits traits = inner.traits(Math.max(0, d - spared));
        long paperBits = traits.paperBits() == Traits.AS_ENCODED
                ? Traits.AS_ENCODED
                : traits.paperBits() + (long) Integer.SIZE * spared;
        return traits.sized(traits.size().plus(Size.ofValues(spared)), paperBits);
    }

    @Override
    public void requireFits(int features) {
        inner.requireFits(features - spared);
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
