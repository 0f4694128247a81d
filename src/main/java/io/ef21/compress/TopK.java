package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.TopKSelection;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Top-k: the k entries of largest magnitude, of equal ones those with the lower index; alpha = k/d.
 *
 * @param amount a count, or a fraction of the length
 * @param fraction whether {@code amount} is a fraction; k is then rounded up
 */
public record TopK(double amount, boolean fraction) implements Compressor {
    private static final long serialVersionUID = 1L;

    public TopK {
        boolean valid = fraction ? amount > 0 && amount <= 1 : amount >= 1 && amount == Math.rint(amount);
        if (!valid) {
            throw new InvalidInputException(
                    "topk:K needs a count of at least 1, or a fraction with a decimal point in (0, 1], such as topk:10"
                            + " or topk:0.01 (got topk:" + text(amount, fraction) + ")");
        }
    }

    /**
     * The number of entries kept of a vector of length d: all, if there are fewer than asked for. Fractions are taken in
     * decimal arithmetic: 0.07 of 100 is 7, not 7.000...1.
     */
    public int k(int d) {
        if (!fraction) {
            return (int) Math.min(d, amount);
        }
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(d))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    @Override
    public Correction compress(double[] v, long key) {
        return Correction.at(v, v.length == 0 ? new int[0] : TopKSelection.select(v, k(v.length)));
    }

    @Override
    public Traits traits(int d) {
        double alpha = d == 0 ? 1.0 : (double) k(d) / d;
        return new Traits(alpha, true, true, true, 32L * k(d));
    }

    @Override
    public void requireFits(int features) {
        if (!fraction && amount > features) {
            throw new InvalidInputException("--compressor %s: k must be at most the number of features, %d (got %d)"
                    .formatted(this, features, (long) amount));
        }
    }

    @Override
    public String toString() {
        return "topk:" + text(amount, fraction);
    }

    private static String text(double amount, boolean fraction) {
        return fraction || amount != Math.rint(amount) ? Double.toString(amount) : Long.toString((long) amount);
    }
}
