package io.ef21.method;

import io.ef21.compress.Amount;
import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CounterRandom;
import io.ef21.objective.Batch;
import io.ef21.objective.Objective;
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

    /** Of a distribution: a batch of more must have been meant as a share of samples, of which there is no number. */
    private static final int MOST = 1_000_000;

    /**
     * Refuses batches of a distribution that are too large.
     *
     * @param samples of the client that has most
     * @throws InvalidInputException if they are
     */
    public void requireFits(long samples) {
        if (samples != Objective.ENDLESS) {
            return;
        }
        requireFits(Knob.BATCH_SIZE, size);
        requireFits(Knob.INITIAL_BATCH, initial);
    }

    private void requireFits(Knob knob, Amount amount) {
        int count = count(amount, Objective.ENDLESS);
        if (count > MOST) {
            throw new InvalidInputException(
                    "%s %s of a distribution is a batch of %d: it needs a count of at most %d, such as 32, as there is nothing"
                                    .formatted(knob.flag(), amount, count, MOST)
                            + " to take a share of");
        }
    }

    private int count(Amount amount, long samples) {
        // a count with replacement may exceed what there is
        return replacement && !amount.fraction()
                ? (int) amount.number()
                : amount.of((int) Math.min(Integer.MAX_VALUE, samples));
    }

    /** The batch of a draw in a round. */
    Batch batch(long key, int round, int draw, long samples) {
        int count = count(round == 0 ? initial : size, samples);
        return new Batch(CounterRandom.key(key, draw), count, replacement);
    }

    /** The number of samples in a batch after round 0. */
    public long sizeAmong(long samples) {
        return count(size, samples);
    }

    @Override
    public String toString() {
        return size + (initial.equals(size) ? "" : ", first " + initial) + (replacement ? " with" : " without")
                + " replacement";
    }
}
