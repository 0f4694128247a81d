package io.ef21.data;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Fingerprint;
import io.ef21.kernel.Matrix;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's rows over the columns it owns, with labels as its {@link Labels} keep them, sorted by length within windows.
 *
 * <p>The arrays are shared, not copied: treat them as read-only.
 *
 * @param owned the columns it owns
 * @param matrix the rows; its columns are places among the owned columns
 * @param labels one per row
 * @param weights one per row; null where all weigh 1
 */
public record Shard(Columns owned, Matrix matrix, double[] labels, @Nullable RowWeights weights)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * @throws IllegalArgumentException if there are weights, but not one per row
     */
    public Shard {
        if (weights != null && weights.values().length != labels.length) {
            throw new IllegalArgumentException(weights.values().length + " weights for " + labels.length + " rows");
        }
    }

    /** Rows that all weigh 1. */
    public Shard(Columns owned, Matrix matrix, double[] labels) {
        this(owned, matrix, labels, null);
    }

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** The sum of the weights of the rows. */
    public double totalWeight() {
        return weights == null ? rows() : weights.total();
    }

    /** The weights, one per row; null where all are 1. */
    public double @Nullable [] weightValues() {
        return weights == null ? null : weights.values();
    }

    /** 64 bits that depend on every row, label, weight and column, and on how they are kept. */
    public long fingerprint() {
        long hash = CounterRandom.key(owned.features(), matrix.fingerprint());
        hash = Fingerprint.of(Fingerprint.of(hash, owned.ids() == null ? new int[0] : owned.ids()), labels);
        return weights == null ? hash : Fingerprint.of(hash, weights.values());
    }

    /**
     * The rows of some blocks, one after the other, as a shard: a function of their order, not of the cuts between blocks.
     *
     * @param features d
     * @param compact whether the shard owns the columns that occur in its rows, and not all d
     * @param rule what becomes of the labels as written
     * @throws InvalidInputException if they hold more than 2^31 - 9 entries
     * @throws IllegalArgumentException if their weights are as {@link RowWeights#of} refuses
     */
    public static Shard of(int features, boolean compact, Labels rule, Layout layout, List<RowBlock> blocks) {
        return of(features, compact, rule, layout, blocks, false);
    }

    /**
     * The same, maybe with an intercept.
     *
     * @param intercept whether every row gets a 1 in column d, which makes d + 1 columns
     */
    public static Shard of(
            int features, boolean compact, Labels rule, Layout layout, List<RowBlock> blocks, boolean intercept) {
        int[] lengths = lengths(blocks, intercept ? 1 : 0);
        int[] order = RowOrder.byLength(lengths);
        int[] starts = new int[lengths.length + 1];
        int[] startOf = new int[lengths.length];
        int[] placeOf = new int[lengths.length];
        for (int place = 0; place < order.length; place++) {
            int row = order[place];
            placeOf[row] = place;
            startOf[row] = starts[place];
            starts[place + 1] = starts[place] + lengths[row];
        }
        int entries = starts[lengths.length];
        int[] columns = new int[entries];
        double[] values = onesOnly(blocks) ? null : new double[entries];
        double[] labels = new double[lengths.length];
        double[] weights = unweighted(blocks) ? null : new double[lengths.length];
        int row = 0;
        for (RowBlock block : blocks) {
            for (int i = 0; i < block.rows(); i++, row++) {
                labels[placeOf[row]] = rule.kept(block.labels()[i]);
                copy(block, i, columns, values, startOf[row]);
                if (intercept) {
                    int last = startOf[row] + lengths[row] - 1;
                    columns[last] = features;
                    if (values != null) {
                        values[last] = 1;
                    }
                }
                if (weights != null) {
                    weights[placeOf[row]] = block.weight(i);
                }
            }
        }
        int width = intercept ? features + 1 : features;
        Columns owned = compact ? Columns.occurring(width, columns) : Columns.all(width);
        if (owned.ids() != null) {
            for (int p = 0; p < entries; p++) {
                columns[p] = owned.place(columns[p]);
            }
        }
        return new Shard(
                owned,
                layout.matrix(owned.size(), starts, columns, values),
                labels,
                weights == null ? null : RowWeights.of(weights));
    }

    /**
     * Entries of every row.
     *
     * @param more than are given
     */
    private static int[] lengths(List<RowBlock> blocks, int more) {
        long rows = 0;
        long entries = 0;
        for (RowBlock block : blocks) {
            rows += block.rows();
            entries += block.columns().length + (long) more * block.rows();
        }
        if (Math.max(rows, entries) > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException("a client would own " + rows + " rows with " + entries
                    + " nonzeros, more than 2^31 - 9: use more --clients");
        }
        int[] lengths = new int[(int) rows];
        int row = 0;
        for (RowBlock block : blocks) {
            for (int i = 0; i < block.rows(); i++) {
                lengths[row++] = block.starts()[i + 1] - block.starts()[i] + more;
            }
        }
        return lengths;
    }

    private static boolean onesOnly(List<RowBlock> blocks) {
        for (RowBlock block : blocks) {
            for (int p = 0; p < block.columns().length; p++) {
                if (block.value(p) != 1.0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean unweighted(List<RowBlock> blocks) {
        for (RowBlock block : blocks) {
            for (int i = 0; i < block.rows(); i++) {
                if (block.weight(i) != 1.0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void copy(RowBlock block, int row, int[] columns, double @Nullable [] values, int to) {
        int from = block.starts()[row];
        int length = block.starts()[row + 1] - from;
        System.arraycopy(block.columns(), from, columns, to, length);
        for (int p = 0; values != null && p < length; p++) {
            values[to + p] = block.value(from + p);
        }
    }
}
