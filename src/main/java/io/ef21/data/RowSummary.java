package io.ef21.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What one look at some rows tells.
 *
 * @param rows how many
 * @param nonzeros stored entries
 * @param width the largest column number + 1, or more where rows declare their length
 * @param labels the distinct labels in ascending order, the first {@link #MOST_CLASSES} + 1 at most
 */
public record RowSummary(long rows, long nonzeros, int width, double[] labels) implements Serializable {
    /** No rows. */
    public static final RowSummary EMPTY = new RowSummary(0, 0, 0, new double[0]);

    /** The most classes that labels may stand for. */
    public static final int MOST_CLASSES = 1000;

    private static final int LABELS_KEPT = MOST_CLASSES + 1;

    /** The summary of a block. */
    public static RowSummary of(RowBlock block) {
        int width = 0;
        for (int column : block.columns()) {
            width = Math.max(width, column + 1);
        }
        double[] labels = new double[0];
        for (double label : block.labels()) {
            // -0 and 0 are one label
            if (labels.length < LABELS_KEPT && Arrays.binarySearch(labels, label + 0.0) < 0) {
                labels = union(labels, new double[] {label});
            }
        }
        return new RowSummary(block.rows(), block.columns().length, width, labels);
    }

    /** The same where rows have this length, whatever columns occur. */
    public RowSummary atLeast(int length) {
        return length <= width ? this : new RowSummary(rows, nonzeros, length, labels);
    }

    /** The number of classes where labels are their numbers, from 0: one more than the largest. */
    public int classes() {
        return labels.length == 0 ? 0 : (int) labels[labels.length - 1] + 1;
    }

    /** The summary of these rows and others. */
    public RowSummary and(RowSummary other) {
        return new RowSummary(
                rows + other.rows,
                nonzeros + other.nonzeros,
                Math.max(width, other.width),
                union(labels, other.labels));
    }

    private static double[] union(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return Arrays.stream(all)
                .map(v -> v + 0.0)
                .sorted()
                .distinct()
                .limit(LABELS_KEPT)
                .toArray();
    }
}
