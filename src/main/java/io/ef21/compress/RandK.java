package io.ef21.compress;

import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;
import io.ef21.wire.Drawn;
import io.ef21.wire.Selection;

/**
 * Rand-k: k entries drawn uniformly without replacement. The seed of the draw travels instead of indices.
 *
 * <p>As they are, it contracts with alpha = k/d in expectation, with equality for every vector; multiplied by d/k it is unbiased
 * with omega = d/k - 1, with equality as well.
 *
 * @param amount k, or k/d
 * @param unbiased whether entries are multiplied by d/k
 * @param shared whether all clients draw the same entries in a round; their messages then add up entry by entry, and their errors do
 *     not average out
 */
public record RandK(Amount amount, boolean unbiased, boolean shared) implements Sparsifier {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] choose(double[] v, long key) {
        Norms.requireFinite(v);
        return new Selection.Subset(key).indices(v.length, amount.of(v.length));
    }

    @Override
    public double factor(int d) {
        return unbiased ? (double) d / amount.of(d) : 1;
    }

    @Override
    public Correction compress(double[] v, long key) {
        return v.length == 0
                ? new Correction.Dense(v)
                : drawn(v, new Selection.Subset(key), amount.of(v.length), factor(v.length));
    }

    /** The entries of a selection. */
    static Drawn drawn(double[] v, Selection selection, int k, double factor) {
        Norms.requireFinite(v);
        int[] indices = selection.indices(v.length, k);
        double[] values = new double[k];
        for (int p = 0; p < k; p++) {
            values[p] = factor * v[indices[p]];
        }
        return new Drawn(v.length, selection, factor == 1 ? values : Norms.requireFinite(values));
    }

    @Override
    public Traits traits(int d) {
        int k = d == 0 ? 1 : amount.of(d);
        double share = d == 0 ? 1 : (double) k / d;
        Traits traits = (unbiased ? Traits.unbiased(1 / share - 1) : Traits.projection(share))
                .sized(new Size(k, Long.SIZE, false), 32L * k);
        return shared
                ? traits.with(Property.HOMOGENEOUS, Property.ADDITIVE, Property.ALL_REDUCIBLE, Property.SHARED_SEED)
                : traits.with(Property.HOMOGENEOUS, Property.ADDITIVE, Property.SUPPORT_PRESERVING);
    }

    @Override
    public void requireFits(int features) {
        TopK.requireFits(this, amount, features);
    }

    @Override
    public String toString() {
        return "randk:" + amount + (unbiased ? ":unbiased" : "") + (shared ? ":shared" : "");
    }
}
