package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;
import io.ef21.wire.Selection;
import java.util.Arrays;

/**
 * Random block-k: k neighbouring entries from a uniform start on, around the end, the same for all clients in a round. Messages add
 * up entry by entry, and memory is read in one piece. Constants as for {@link RandK}: every entry is as likely.
 *
 * @param amount k, or k/d
 * @param unbiased whether entries are multiplied by d/k
 */
public record RandomBlock(Amount amount, boolean unbiased) implements Sparsifier {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] choose(double[] v, long key) {
        Norms.requireFinite(v);
        int[] indices = run(v.length, key).indices(v.length, amount.of(v.length));
        Arrays.sort(indices);
        return indices;
    }

    private static Selection run(int d, long key) {
        return new Selection.Run(CounterRandom.index(key, 0, d));
    }

    @Override
    public double factor(int d) {
        return unbiased ? (double) d / amount.of(d) : 1;
    }

    @Override
    public Correction compress(double[] v, long key) {
        int d = v.length;
        return d == 0 ? new Correction.Dense(v) : RandK.drawn(v, run(d, key), amount.of(d), factor(d));
    }

    @Override
    public Traits traits(int d) {
        int k = d == 0 ? 1 : amount.of(d);
        double share = d == 0 ? 1 : (double) k / d;
        int startBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, d - 1));
        return (unbiased ? Traits.unbiased(1 / share - 1) : Traits.projection(share))
                .with(Property.HOMOGENEOUS, Property.ADDITIVE, Property.ALL_REDUCIBLE, Property.SHARED_SEED)
                .sized(new Size(k, startBits, false), 32L * k);
    }

    @Override
    public void requireFits(int features) {
        TopK.requireFits(this, amount, features);
    }

    @Override
    public String toString() {
        return "randblock:" + amount + (unbiased ? ":unbiased" : "");
    }
}
