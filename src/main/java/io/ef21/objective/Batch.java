package io.ef21.objective;

import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Selection;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Which samples a stochastic gradient is taken over. Equal batches are the same samples, so a function can be evaluated
 * over one batch at two points.
 *
 * @param key of the draw
 * @param size number of samples, at least 1
 * @param replacement whether a sample may be drawn more than once
 */
public record Batch(long key, int size, boolean replacement) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Batch {
        if (size < 1) {
            throw new IllegalArgumentException("a batch needs at least one sample (got " + size + ")");
        }
    }

    /**
     * The samples, ascending: uniform over all subsets, or, with replacement, over all tuples.
     *
     * @param samples there are, at least {@code size} where there is no replacement
     */
    public int[] of(int samples) {
        if (!replacement) {
            return new Selection.Subset(key).indices(samples, Math.min(size, samples));
        }
        int[] drawn = new int[size];
        for (int p = 0; p < size; p++) {
            drawn[p] = CounterRandom.index(key, p, samples);
        }
        Arrays.sort(drawn);
        return drawn;
    }
}
