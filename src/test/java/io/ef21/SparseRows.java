package io.ef21;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Layout;
import io.ef21.data.RowBlock;
import io.ef21.data.Shard;
import io.ef21.kernel.SparseMatrix;
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
        return Shard.of(width, compact, new BinaryLabels(0, 1), Layout.DEFAULT, List.of(builder.build()));
    }

    /** The rows as a dense matrix over all columns. */
    public static double[][] dense(Shard shard) {
        double[][] matrix = new double[shard.rows()][shard.owned().features()];
        SparseMatrix rows = (SparseMatrix) shard.matrix();
        int[] ids = shard.owned().ids();
        for (int row = 0; row < shard.rows(); row++) {
            for (int p = rows.starts()[row]; p < rows.starts()[row + 1]; p++) {
                int column = ids == null ? rows.columns()[p] : ids[rows.columns()[p]];
                matrix[row][column] = rows.entries().value(p);
            }
        }
        return matrix;
    }
}
