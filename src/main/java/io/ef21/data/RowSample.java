package io.ef21.data;

import io.ef21.kernel.CounterRandom;

/**
 * Keeps a pseudorandom sample of the rows, or the others: whether a row is in the sample depends on the seed and on its
 * place alone.
 *
 * @param seed of the draw
 * @param share of the rows that are in the sample, about, between 0 and 1
 * @param complement keeps the rows that are not in the sample
 */
public record RowSample(long seed, double share, boolean complement) implements RowTransform {
    private static final long serialVersionUID = 1L;
    private static final long PURPOSE = 0x53616d706c65L;

    /** The rows that this one leaves out. */
    public RowSample others() {
        return new RowSample(seed, share, !complement);
    }

    @Override
    public RowBlock apply(long firstRow, RowBlock rows) {
        long key = CounterRandom.key(seed, PURPOSE);
        RowBlock.Builder kept = new RowBlock.Builder();
        for (int i = 0; i < rows.rows(); i++) {
            boolean sampled = CounterRandom.uniform(key, firstRow + i) < share;
            if (sampled != complement) {
                kept.add(rows, i);
            }
        }
        return kept.build();
    }
}
