package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.Dense;
import io.ef21.kernel.LargestEntries;
import io.ef21.kernel.TopKSelection;
import io.ef21.wire.Correction;

/**
 * Top-k: the k entries of largest magnitude, of equal ones those with the lower index; alpha = k/d, attained by vectors whose
 * entries are all of one magnitude.
 *
 * @param amount k, or k/d
 */
public record TopK(Amount amount) implements Sparsifier {
    private static final long serialVersionUID = 1L;

    /** A count, or a fraction of the length. */
    public TopK(double amount, boolean fraction) {
        this(new Amount(amount, fraction));
    }

    /** The number of entries kept of a vector of length d. */
    public int k(int d) {
        return amount.of(d);
    }

    @Override
    public int[] choose(double[] v, long key) {
        return TopKSelection.select(v, k(v.length));
    }

    @Override
    public Correction compressDifference(double[] x, double[] y, long key) {
        if (x.length == 0) {
            return new Correction.Sparse(0, new int[0], new double[0]);
        }
        LargestEntries largest = TopKSelection.selectDifference(x, y, k(x.length), TopKSelection.NO_HINT);
        double[] values = largest.values();
        for (double value : values) {
            if (value == 0) {
                // fewer entries than asked for are not zero
                return compress(Dense.minus(x, y), key);
            }
        }
        return new Correction.Sparse(x.length, largest.indices(), values);
    }

    @Override
    public Traits traits(int d) {
        double alpha = d == 0 ? 1.0 : (double) k(d) / d;
        return Traits.projection(alpha)
                .with(Property.DETERMINISTIC, Property.HOMOGENEOUS, Property.SUPPORT_PRESERVING)
                .sized(Size.ofEntries(k(d)), 32L * k(d));
    }

    @Override
    public void requireFits(int features) {
        requireFits(this, amount, features);
    }

    /** Refuses counts beyond the model. */
    static void requireFits(Compressor compressor, Amount amount, int features) {
        if (!amount.fraction() && amount.number() > features) {
            throw new InvalidInputException("--compressor %s: k must be at most the number of features, %d (got %s)"
                    .formatted(compressor, features, amount));
        }
    }

    @Override
    public String toString() {
        return "topk:" + amount;
    }
}
