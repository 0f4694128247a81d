package io.ef21;

import io.ef21.data.BinaryLabels;
import io.ef21.data.RowBlock;
import io.ef21.data.Shard;
import java.util.List;
import java.util.SplittableRandom;

/** Random sparse rows with signed values. */
public final class SparseRows {
    private SparseRows() {}

    /** Rows over {@code width} columns, all of which are owned, each entry stored with the given probability. */
    public static Shard shard(SplittableRandom random, int rows, int width, double density) {
        return shard(random, rows, width, density, false);
    }

    /**
     * Rows over {@code width} columns, each entry stored with the given probability.
     *
     * @param compact whether the shard owns the columns that occur in it, and not all
     */
    public static Shard shard(SplittableRandom random, int rows, int width, double density, boolean compact) {
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int row = 0; row < rows; row++) {
            builder.row(random.nextInt(2));
            for (int column = 0; column < width; column++) {
                if (random.nextDouble() < density) {
                    builder.entry(column, random.nextGaussian());
                }
            }
        }
        return Shard.of(width, compact, new BinaryLabels(0, 1), List.of(builder.build()));
    }

    /** The rows as a dense matrix over all columns. */
    public static double[][] dense(Shard shard) {
        double[][] matrix = new double[shard.rows()][shard.owned().features()];
        double[] values = shard.values();
        int[] ids = shard.owned().ids();
        for (int row = 0; row < shard.rows(); row++) {
            for (int p = shard.starts()[row]; p < shard.starts()[row + 1]; p++) {
                int column = ids == null ? shard.columns()[p] : ids[shard.columns()[p]];
                matrix[row][column] = values == null ? 1 : values[p];
            }
        }
        return matrix;
    }
}
