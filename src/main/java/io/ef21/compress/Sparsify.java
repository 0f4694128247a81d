package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Biased random sparsification: entry j is kept with probability p_j, independently; alpha = q, the smallest of them (On biased
 * compression, section 2), attained by a vector with that entry alone.
 *
 * @param probabilities in (0, 1]: one for every entry, or one for all
 */
public record Sparsify(List<Double> probabilities) implements Sparsifier {
    private static final long serialVersionUID = 1L;

    public Sparsify {
        probabilities = List.copyOf(probabilities);
        if (probabilities.isEmpty() || probabilities.stream().anyMatch(p -> !(p > 0 && p <= 1))) {
            throw new IllegalArgumentException("needs probabilities in (0, 1]");
        }
    }

    @Override
    public int[] choose(double[] v, long key) {
        requireLength(v.length);
        int[] kept = new int[v.length];
        int count = 0;
        for (int j = 0; j < v.length; j++) {
            if (!Double.isFinite(v[j])) {
                throw new ArithmeticException("a vector with NaN or infinite entries cannot be compressed");
            }
            if (CounterRandom.uniform(key, j) < probability(j)) {
                kept[count++] = j;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private double probability(int j) {
        return probabilities.get(probabilities.size() == 1 ? 0 : j);
    }

    private void requireLength(int d) {
        if (probabilities.size() != 1 && probabilities.size() != d) {
            throw new InvalidInputException("sparsify has " + probabilities.size()
                    + " probabilities for a vector of length " + d + ": give one for every entry, or one for all");
        }
    }

    @Override
    public Traits traits(int d) {
        double least = probabilities.stream().mapToDouble(p -> p).min().orElseThrow();
        return Traits.projection(least)
                .with(
                        probabilities.size() == 1
                                ? new Property[] {Property.HOMOGENEOUS, Property.ADDITIVE, Property.SUPPORT_PRESERVING}
                                : new Property[] {Property.HOMOGENEOUS, Property.ADDITIVE});
    }

    @Override
    public void requireFits(int features) {
        requireLength(features);
    }

    @Override
    public String toString() {
        return "sparsify:" + probabilities.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
}
