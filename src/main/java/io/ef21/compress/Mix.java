package io.ef21.compress;

import io.ef21.kernel.TopKSelection;
import io.ef21.wire.Selection;
import java.util.Arrays;

/**
 * mix-(k, k') of EF-BV (Condat, Yi and Richtarik 2022): the k entries of largest magnitude, and k' of the others, drawn uniformly; all as
 * they are. With m = d - k others, bias (m - k') / sqrt(m d), variance k' (m - k') / (m d) and alpha = (k + k') / d, all three attained by
 * vectors whose entries are all of one magnitude.
 *
 * @param largest k, or k/d
 * @param random k', or k'/d; all the others where there are fewer
 */
public record Mix(Amount largest, Amount random) implements Sparsifier {
    private static final long serialVersionUID = 1L;

    private int drawn(int d, int k) {
        return Math.min(random.of(d), d - k);
    }

    @Override
    public int[] choose(double[] v, long key) {
        int[] top = TopKSelection.select(v, largest.of(v.length));
        int others = v.length - top.length;
        int[] ranks = new Selection.Subset(key).indices(others, drawn(v.length, top.length));
        int[] chosen = Arrays.copyOf(top, top.length + ranks.length);
        int before = 0;
        for (int p = 0; p < ranks.length; p++) {
            // of the others up to this one, ranks[p] come before it: the rest of its index are entries of top
            while (before < top.length && top[before] <= ranks[p] + before) {
                before++;
            }
            chosen[top.length + p] = ranks[p] + before;
        }
        Arrays.sort(chosen);
        return chosen;
    }

    @Override
    public Traits traits(int d) {
        int k = largest.of(d);
        int drawn = drawn(d, k);
        double others = d - k;
        double left = others - drawn;
        Spread spread =
                others == 0 ? new Spread(0, 0) : new Spread(left / Math.sqrt(others * d), drawn * left / (others * d));
        return Traits.projection(d == 0 ? 1 : (double) (k + drawn) / d)
                .apart(spread)
                .with(Property.HOMOGENEOUS, Property.SUPPORT_PRESERVING)
                .sized(Size.ofEntries(k + drawn), 32L * (k + drawn));
    }

    @Override
    public void requireFits(int features) {
        TopK.requireFits(this, largest, features);
        TopK.requireFits(this, random, features);
    }

    @Override
    public String toString() {
        return "mix:" + largest + ":" + random;
    }
}
