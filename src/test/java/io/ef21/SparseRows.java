package io.ef21;

import io.ef21.data.BinaryLabels;
import io.ef21.data.RowBlock;
import io.ef21.data.Shard;
import java.util.List;
import java.util.SplittableRandom;

/** Random sparse rows with signed values. */
public final class SparseRows {
    private SparseRows() {}

    /** Rows over {@code width} columns, each entry stored with the given probability. */
    public static Shard shard(SplittableRandom random, int rows, int width, double density) {
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int row = 0; row < rows; row++) {
            builder.row(random.nextInt(2));
            for (int column = 0; column < width; column++) {
                if (random.nextDouble() < density) {
                    builder.entry(column, random.nextGaussian());
                }
            }
        }
        return Shard.of(width, false, new BinaryLabels(0, 1), List.of(builder.build()));
    }

    /** The rows as a dense matrix. */
    public static double[][] dense(Shard shard) {
        double[][] matrix = new double[shard.rows()][shard.owned().size()];
        double[] values = shard.values();
        for (int row = 0; row < shard.rows(); row++) {
            for (int p = shard.starts()[row]; p < shard.starts()[row + 1]; p++) {
                matrix[row][shard.columns()[p]] = values == null ? 1 : values[p];
            }
        }
        return matrix;
    }
}
