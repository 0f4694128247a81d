package io.ef21.compress;

import io.ef21.kernel.Norms;
import java.util.Arrays;

/**
 * Threshold sparsification: entries of magnitude at least a threshold are kept.
 *
 * <p>With a threshold of t root mean squares of the vector, t &lt; 1, what is left out has a square norm below t^2 (d-1)/d ||v||^2, as
 * at least one entry stays: alpha = 1 - t^2 (d-1)/d, approached by one large entry and others just below the threshold. An absolute
 * threshold (hard threshold, Sahu et al. 2021) bounds the error by d t^2, but contracts nothing for every vector.
 *
 * @param threshold t, positive; below 1 where it is relative
 * @param absolute whether it is a magnitude, or else a multiple of the root mean square
 */
public record Threshold(double threshold, boolean absolute) implements Sparsifier {
    private static final long serialVersionUID = 1L;

    public Threshold {
        if (!(threshold > 0 && threshold < (absolute ? Double.POSITIVE_INFINITY : 1))) {
            throw new IllegalArgumentException("needs a threshold above 0, and below 1 where it is relative");
        }
    }

    @Override
    public int[] choose(double[] v, long key) {
        double norm = Norms.two(v);
        double least = absolute ? threshold : threshold * norm / Math.sqrt(v.length);
        int[] kept = new int[v.length];
        int count = 0;
        for (int j = 0; j < v.length; j++) {
            if (Math.abs(v[j]) >= least) {
                kept[count++] = j;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    @Override
    public Traits traits(int d) {
        Traits traits = absolute
                ? Traits.none()
                : Traits.projection(1 - threshold * threshold * Math.max(0, d - 1) / Math.max(1, d));
        return absolute
                ? traits.with(Property.DETERMINISTIC, Property.SUPPORT_PRESERVING)
                : traits.with(Property.DETERMINISTIC, Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING);
    }

    @Override
    public String toString() {
        return "threshold:" + threshold + (absolute ? ":absolute" : "");
    }
}
