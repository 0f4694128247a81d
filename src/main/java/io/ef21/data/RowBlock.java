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
 * @param weights what each row counts, nonnegative; null when every row weighs 1
 * @param owners the number of the client that each row names, from 0; null where rows name none
 */
public record RowBlock(
        double[] labels,
        int[] starts,
        int[] columns,
        double @Nullable [] values,
        double @Nullable [] weights,
        int @Nullable [] owners)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Rows with what is known of them.
     *
     * @throws IllegalArgumentException if there are weights or owners, but not one per row
     */
    public RowBlock(
            double[] labels,
            int[] starts,
            int[] columns,
            double @Nullable [] values,
            double @Nullable [] weights,
            int @Nullable [] owners) {
        requireOnePerRow("weights", weights == null ? labels.length : weights.length, labels.length);
        requireOnePerRow("owners", owners == null ? labels.length : owners.length, labels.length);
        this.labels = labels;
        this.starts = starts;
        this.columns = columns;
        this.values = values;
        this.weights = weights;
        this.owners = owners;
    }

    private static void requireOnePerRow(String what, int count, int rows) {
        if (count != rows) {
            throw new IllegalArgumentException(count + " " + what + " for " + rows + " rows");
        }
    }

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** The value of an entry. */
    public double value(int entry) {
        return values == null ? 1.0 : values[entry];
    }

    /** What a row counts. */
    public double weight(int row) {
        return weights == null ? 1.0 : weights[row];
    }

    /** The same rows with other labels. */
    public RowBlock withLabels(double[] others) {
        return new RowBlock(others, starts, columns, values, weights, owners);
    }

    /** The same rows, named as others' rows. */
    public RowBlock withOwners(int[] others) {
        return new RowBlock(labels, starts, columns, values, weights, others);
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
                values == null ? null : Arrays.copyOfRange(values, first, starts[to]),
                weights == null ? null : Arrays.copyOfRange(weights, from, to),
                owners == null ? null : Arrays.copyOfRange(owners, from, to));
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

        /** Null while all rows weigh 1. */
        private double @Nullable [] weights;

        /** Null while no row names a client. */
        private int @Nullable [] owners;

        /** Begins a row of weight 1; its entries follow. */
        public void row(double label) {
            row(label, 1.0);
        }

        /** Begins a row; its entries follow. */
        public void row(double label, double weight) {
            if (rows == labels.length) {
                labels = Arrays.copyOf(labels, grown(rows));
                starts = Arrays.copyOf(starts, labels.length + 1);
                weights = weights == null ? null : Arrays.copyOf(weights, labels.length);
                owners = owners == null ? null : Arrays.copyOf(owners, labels.length);
            }
            double[] kept = weights;
            if (kept == null && weight != 1.0) {
                kept = new double[labels.length];
                Arrays.fill(kept, 0, rows, 1.0);
                weights = kept;
            }
            if (kept != null) {
                kept[rows] = weight;
            }
            labels[rows++] = label;
            starts[rows] = entries;
        }

        /** The client that the row that was begun last names; either all rows name one, or none. */
        public void owner(int client) {
            int[] kept = owners;
            if (kept == null) {
                kept = new int[labels.length];
                owners = kept;
            }
            kept[rows - 1] = client;
        }

        /** Adds a row of a block, as it is. */
        public void add(RowBlock block, int row) {
            row(block.labels[row], block.weight(row));
            if (block.owners != null) {
                owner(block.owners[row]);
            }
            for (int p = block.starts[row]; p < block.starts[row + 1]; p++) {
                entry(block.columns[p], block.value(p));
            }
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
                    ones ? null : Arrays.copyOf(values, entries),
                    weights == null ? null : Arrays.copyOf(weights, rows),
                    owners == null ? null : Arrays.copyOf(owners, rows));
        }

        private static int grown(int length) {
            return (int) Math.min(Integer.MAX_VALUE - 8L, length + (length >> 1) + 16L);
        }
    }
}
