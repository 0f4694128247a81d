package io.ef21.data;

import java.util.Arrays;

/**
 * The two labels of a binary problem: the larger is the positive class.
 *
 * @param negative becomes -1
 * @param positive becomes +1
 */
public record BinaryLabels(double negative, double positive) implements Labels {
    private static final long serialVersionUID = 1L;

    /**
     * The two labels found in the data.
     *
     * @param source names the data in the message
     * @throws InvalidInputException if there are not exactly two
     */
    public static BinaryLabels of(double[] distinct, String source) {
        if (distinct.length != 2) {
            throw new InvalidInputException(
                    distinct.length < 2
                            ? "%s has one label value only (%s): a binary objective needs two"
                                    .formatted(source, Arrays.toString(distinct))
                            : "%s has more than two label values (%s, ...): a binary objective needs exactly two"
                                    .formatted(source, Arrays.toString(Arrays.copyOf(distinct, 3))));
        }
        return new BinaryLabels(distinct[0], distinct[1]);
    }

    /** -1 or +1. */
    public double sign(double label) {
        return label == positive ? 1.0 : -1.0;
    }

    @Override
    public double kept(double label) {
        return sign(label);
    }
}
