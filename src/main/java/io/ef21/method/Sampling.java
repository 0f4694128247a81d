package io.ef21.method;

import io.ef21.compress.Amount;
import io.ef21.kernel.CounterRandom;
import io.ef21.objective.Batch;
import java.io.Serializable;

/**
 * How clients draw their samples: afresh in every round, independent of each other and of all compression.
 *
 * @param size of a batch, or the share of a client's samples
 * @param initial the same in round 0
 * @param replacement whether a sample may be drawn more than once
 */
public record Sampling(Amount size, Amount initial, boolean replacement) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The batch of a draw in a round. */
    Batch batch(long key, int round, int draw, long samples) {
        int all = (int) Math.min(Integer.MAX_VALUE, samples);
        Amount amount = round == 0 ? initial : size;
        // a count with replacement may exceed what there is
        int count = replacement && !amount.fraction() ? (int) amount.number() : amount.of(all);
        return new Batch(CounterRandom.key(key, draw), count, replacement);
    }

    /** The number of samples in a batch after round 0. */
    public long sizeAmong(long samples) {
        return replacement && !size.fraction()
                ? (long) size.number()
                : size.of((int) Math.min(Integer.MAX_VALUE, samples));
    }

    @Override
    public String toString() {
        return size + (initial.equals(size) ? "" : ", first " + initial) + (replacement ? " with" : " without")
                + " replacement";
    }
}
