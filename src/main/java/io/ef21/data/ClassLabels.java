package io.ef21.data;

import java.util.Arrays;

/**
 * The labels of a problem with several classes: class c is the c-th smallest value, from 0. The array is shared, not
 * copied: treat it as read-only.
 *
 * @param values as written, ascending, at least two
 */
public record ClassLabels(double[] values) implements Labels {
    private static final long serialVersionUID = 1L;

    /**
     * The classes found in the data.
     *
     * @param distinct ascending
     * @param source names the data in the message
     * @throws InvalidInputException if there are fewer than two, or more than {@link RowSummary#MOST_CLASSES}
     */
    public static ClassLabels of(double[] distinct, String source) {
        if (distinct.length < 2) {
            throw new InvalidInputException(
                    "%s has one label value only (%s): an objective of classes needs two or more"
                            .formatted(source, Arrays.toString(distinct)));
        }
        if (distinct.length > RowSummary.MOST_CLASSES) {
            throw new InvalidInputException(
                    "%s has more than %d label values: an objective of classes takes no more, least-squares and huber take any numbers"
                            .formatted(source, RowSummary.MOST_CLASSES));
        }
        return new ClassLabels(distinct);
    }

    /** Classes that are written by their numbers, 0 .. K - 1, as MLlib has them. */
    public static ClassLabels numbered(int classes) {
        double[] values = new double[classes];
        Arrays.setAll(values, c -> c);
        return new ClassLabels(values);
    }

    /** K, the number of classes. */
    public int classes() {
        return values.length;
    }

    /**
     * The class of a label, from 0.
     *
     * @throws IllegalArgumentException if it is none of the values
     */
    @Override
    public double kept(double label) {
        // -0 and 0 are one label
        int place = Arrays.binarySearch(values, label + 0.0);
        if (place < 0) {
            throw new IllegalArgumentException("label " + label + " is none of the " + values.length + " classes");
        }
        return place;
    }
}
