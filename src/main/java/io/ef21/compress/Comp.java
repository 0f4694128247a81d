package io.ef21.compress;

import io.ef21.kernel.Norms;
import io.ef21.kernel.TopKSelection;
import io.ef21.wire.Correction;
import io.ef21.wire.Selection;

/**
 * comp-(k, k') of EF-BV (Condat, Yi and Richtarik 2022): of the k' entries of largest magnitude, k drawn uniformly, times k'/k. Its mean is
 * Top-k', so the bias is sqrt((d - k') / d), attained by vectors whose entries are all of one magnitude; the variance is k'/k - 1,
 * attained by those with k' entries. It contracts where k' &lt; 2k, with alpha = (2 - k'/k) k'/d.
 *
 * @param drawn k, or k/d
 * @param among k', or k'/d, at least k
 */
public record Comp(Amount drawn, Amount among) implements Compressor {
    private static final long serialVersionUID = 1L;

    public Comp {
        if (drawn.fraction() == among.fraction() && drawn.number() > among.number()) {
            throw new IllegalArgumentException("cannot draw " + drawn + " of " + among);
        }
    }

    @Override
    public Correction compress(double[] v, long key) {
        int d = v.length;
        if (d == 0) {
            return new Correction.Dense(v);
        }
        int[] top = TopKSelection.select(v, among.of(d));
        int[] places = new Selection.Subset(key).indices(top.length, Math.min(drawn.of(d), top.length));
        int[] chosen = new int[places.length];
        for (int p = 0; p < places.length; p++) {
            chosen[p] = top[places[p]];
        }
        Correction.Sparse kept = Correction.at(v, chosen);
        double[] values = kept.values();
        double factor = (double) top.length / places.length;
        for (int p = 0; p < values.length; p++) {
            values[p] *= factor;
        }
        Norms.requireFinite(values);
        return kept;
    }

    @Override
    public Traits traits(int d) {
        int most = d == 0 ? 1 : among.of(d);
        int k = d == 0 ? 1 : Math.min(drawn.of(d), most);
        double factor = (double) most / k;
        double share = d == 0 ? 1 : (double) most / d;
        // <E C(x), x> is the square of what Top-k' keeps, E||C(x)||^2 is factor times that
        return Traits.contractive(Math.max(0, (2 - factor) * share))
                .biased(new Biased(factor * share, factor), new Biased(share, factor))
                .apart(new Spread(Math.sqrt(1 - share), factor - 1))
                .with(Property.HOMOGENEOUS, Property.SUPPORT_PRESERVING)
                .sized(Size.ofEntries(k), 32L * k);
    }

    @Override
    public void requireFits(int features) {
        TopK.requireFits(this, among, features);
    }

    @Override
    public String toString() {
        return "comp:" + drawn + ":" + among;
    }
}
