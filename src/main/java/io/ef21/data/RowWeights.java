package io.ef21.data;

import java.io.Serializable;

/**
 * What rows count in the mean over a shard. The array is shared, not copied: treat it as read-only.
 *
 * @param values one per row, nonnegative
 * @param total their sum, positive
 */
public record RowWeights(double[] values, double total) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Weights with their sum.
     *
     * @throws IllegalArgumentException if one is negative or not finite, or their sum is not positive and finite
     */
    public static RowWeights of(double[] values) {
        double total = 0;
        for (double value : values) {
            if (!(value >= 0)) {
                throw new IllegalArgumentException("the weight of a row must not be negative (got " + value + ")");
            }
            total += value;
        }
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weights of rows must have a positive finite sum (got " + total + ")");
        }
        return new RowWeights(values, total);
    }
}
