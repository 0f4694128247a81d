package io.ef21.data;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive rows as they were read: labels as written, columns numbered from 0, in compressed row form.
 *
 * <p>Row i holds the entries {@code starts[i] .. starts[i+1]}. The arrays are shared, not copied: treat them as
 * read-only.
 *
 * @param labels one per row
 * @param starts rows + 1 offsets, the first 0
 * @param columns ascending within a row
 * @param values as many as columns, or null when every value is 1
 */
public record RowBlock(double[] labels, int[] starts, int[] columns, double @Nullable [] values)
        implements Serializable {
    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** The value of an entry. */
    public double value(int entry) {
        return values == null ? 1.0 : values[entry];
    }

    /** The rows in [from, to). */
    public RowBlock slice(int from, int to) {
        int first = starts[from];
        int[] sliced = new int[to - from + 1];
        for (int i = 0; i < sliced.length; i++) {
            sliced[i] = starts[from + i] - first;
        }
        return new RowBlock(
                Arrays.copyOfRange(labels, from, to),
                sliced,
                Arrays.copyOfRange(columns, first, starts[to]),
                values == null ? null : Arrays.copyOfRange(values, first, starts[to]));
    }

    /** A growing block. Not thread-safe. */
    public static final class Builder {
        private double[] labels = new double[64];
        private int[] starts = new int[65];
        private int[] columns = new int[1024];
        private double[] values = new double[1024];
        private int rows;
        private int entries;
        private boolean ones = true;

        /** Begins a row; its entries follow. */
        public void row(double label) {
            if (rows == labels.length) {
                labels = Arrays.copyOf(labels, grown(rows));
                starts = Arrays.copyOf(starts, labels.length + 1);
            }
            labels[rows++] = label;
            starts[rows] = entries;
        }

        /** Adds an entry to the row that was begun last. */
        public void entry(int column, double value) {
            if (entries == columns.length) {
                columns = Arrays.copyOf(columns, grown(entries));
                values = Arrays.copyOf(values, columns.length);
            }
            columns[entries] = column;
            values[entries++] = value;
            ones &= value == 1.0;
            starts[rows] = entries;
        }

        /** Rows begun so far. */
        public int rows() {
            return rows;
        }

        /** Entries added so far. */
        public int entries() {
            return entries;
        }

        /** The rows added so far; the builder can go on. */
        public RowBlock build() {
            return new RowBlock(
                    Arrays.copyOf(labels, rows),
                    Arrays.copyOf(starts, rows + 1),
                    Arrays.copyOf(columns, entries),
                    ones ? null : Arrays.copyOf(values, entries));
        }

        private static int grown(int length) {
            return (int) Math.min(Integer.MAX_VALUE - 8L, length + (length >> 1) + 16L);
        }
    }
}
