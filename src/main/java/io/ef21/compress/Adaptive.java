package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Norms;

/**
 * Adaptive random sparsification: one entry, entry j with probability |v_j| / ||v||_1 (On biased compression, section 2). The
 * expected error is ||v||^2 - ||v||_3^3 / ||v||_1, so alpha = 1/d, attained by constant vectors.
 */
public record Adaptive() implements Sparsifier {
    private static final long serialVersionUID = 1L;
    private static final int[] NONE = {};

    @Override
    public int[] choose(double[] v, long key) {
        double largest = Norms.largest(v);
        if (largest == 0) {
            return NONE;
        }
        double total = 0;
        for (double value : v) {
            total += Math.abs(value) / largest;
        }
        double left = CounterRandom.uniform(key, 0) * total;
        int last = 0;
        for (int j = 0; j < v.length; j++) {
            if (v[j] != 0) {
                last = j;
                left -= Math.abs(v[j]) / largest;
                if (left < 0) {
                    break;
                }
            }
        }
        return new int[] {last};
    }

    @Override
    public Traits traits(int d) {
        return Traits.projection(1.0 / Math.max(1, d))
                .with(Property.HOMOGENEOUS, Property.SUPPORT_PRESERVING)
                .sized(Size.ofEntries(1), 32);
    }

    @Override
    public String toString() {
        return "adaptive";
    }
}
