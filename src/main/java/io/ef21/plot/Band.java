package io.ef21.plot;

import java.util.Arrays;

/**
 * The area between a lower and an upper value at every point of a line, such as the least and the greatest over several
 * seeds. Immutable and thread-safe; two bands are equal if all their values are.
 *
 * <p>A point where either value is NaN is skipped, and the edges go straight on from the point before to the point
 * after. What an axis cannot show ends at the frame: infinite values, and zero and negative ones on a logarithmic axis.
 *
 * @param lower the lower edge, in the unit of the vertical axis
 * @param upper the upper edge, as many values, none below its lower one
 */
public record Band(double[] lower, double[] upper) {
    /**
     * Checks the values and copies the arrays.
     *
     * @throws IllegalArgumentException if the arrays differ in length or an upper value is below its lower one
     */
    public Band {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException("expected as many upper as lower values of a band, got " + lower.length
                    + " lower and " + upper.length + " upper");
        }
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] > upper[i]) {
                throw new IllegalArgumentException("expected a band whose upper edge is nowhere below the lower one,"
                        + " got " + lower[i] + " to " + upper[i] + " at point " + i);
            }
        }
        lower = lower.clone();
        upper = upper.clone();
    }

    /** Returns a copy of the lower edge. */
    @Override
    public double[] lower() {
        return lower.clone();
    }

    /** Returns a copy of the upper edge. */
    @Override
    public double[] upper() {
        return upper.clone();
    }

    /** The number of points, those to be skipped included. */
    int size() {
        return lower.length;
    }

    /** One value of the lower edge, without copying the array. */
    double lowerAt(int index) {
        return lower[index];
    }

    /** One value of the upper edge, without copying the array. */
    double upperAt(int index) {
        return upper[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Band that && Arrays.equals(lower, that.lower) && Arrays.equals(upper, that.upper);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(lower) + Arrays.hashCode(upper);
    }

    @Override
    public String toString() {
        return "Band[points=" + lower.length + "]";
    }
}
