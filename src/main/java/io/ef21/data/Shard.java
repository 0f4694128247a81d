package io.ef21.data;

import io.ef21.kernel.CounterRandom;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's rows in compressed row form over the columns it owns, with labels in {-1, +1}.
 *
 * <p>The arrays are shared, not copied: treat them as read-only.
 *
 * @param owned the columns it owns
 * @param starts rows + 1 offsets
 * @param columns ascending within a row: places among the owned columns
 * @param values as many as columns, or null when every value is 1
 * @param labels one per row
 */
public record Shard(Columns owned, int[] starts, int[] columns, double @Nullable [] values, double[] labels)
        implements Serializable {

    /** The number of rows. */
    public int rows() {
        return labels.length;
    }

    /** The number of stored entries. */
    public int nonzeros() {
        return columns.length;
    }

    /** 64 bits that depend on every row, label and column. */
    public long fingerprint() {
        long hash = CounterRandom.key(owned.features(), rows());
        for (int[] part : new int[][] {starts, columns, owned.ids() == null ? new int[0] : owned.ids()}) {
            hash = CounterRandom.key(hash, part.length);
            for (int value : part) {
                hash = CounterRandom.mix(hash ^ value) + value;
            }
        }
        for (double[] part : new double[][] {labels, values == null ? new double[0] : values}) {
            for (double value : part) {
                hash = CounterRandom.mix(hash ^ Double.doubleToRawLongBits(value));
            }
        }
        return hash;
    }

    /**
     * The rows of some blocks, one after the other.
     *
     * @param features d
     * @param compact whether the shard owns the columns that occur in its rows, and not all d
     * @throws InvalidInputException if they hold more than 2^31 - 9 entries
     */
    public static Shard of(int features, boolean compact, BinaryLabels binary, List<RowBlock> blocks) {
        long rows = 0;
        long entries = 0;
        boolean ones = true;
        for (RowBlock block : blocks) {
            rows += block.rows();
            entries += block.columns().length;
            for (int p = 0; ones && p < block.columns().length; p++) {
                ones = block.value(p) == 1.0;
            }
        }
        if (entries > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException(
                    "a client would own " + entries + " nonzeros, more than 2^31 - 9: use more --clients");
        }
        int[] starts = new int[(int) rows + 1];
        int[] columns = new int[(int) entries];
        double[] values = ones ? null : new double[(int) entries];
        double[] labels = new double[(int) rows];
        int row = 0;
        int at = 0;
        for (RowBlock block : blocks) {
            for (int i = 0; i < block.rows(); i++) {
                labels[row] = binary.sign(block.labels()[i]);
                starts[++row] = at + block.starts()[i + 1];
            }
            System.arraycopy(block.columns(), 0, columns, at, block.columns().length);
            for (int p = 0; values != null && p < block.columns().length; p++) {
                values[at + p] = block.value(p);
            }
            at += block.columns().length;
        }
        Columns owned = compact ? Columns.occurring(features, columns) : Columns.all(features);
        if (owned.ids() != null) {
            for (int p = 0; p < columns.length; p++) {
                columns[p] = owned.place(columns[p]);
            }
        }
        return new Shard(owned, starts, columns, values, labels);
    }
}
