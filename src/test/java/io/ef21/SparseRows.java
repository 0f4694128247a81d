package io.ef21;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Layout;
import io.ef21.data.RowBlock;
import io.ef21.data.Shard;
import io.ef21.kernel.Matrix;
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

    /** The rows as a dense matrix over all columns, however the shard keeps them. */
    public static double[][] dense(Shard shard) {
        Matrix rows = shard.matrix();
        double[][] dense = new double[rows.rows()][shard.owned().features()];
        int[] ids = shard.owned().ids();
        double[] unit = new double[shard.owned().size()];
        double[] column = new double[rows.rows()];
        for (int j = 0; j < unit.length; j++) {
            unit[j] = 1;
            rows.multiply(0, column.length, unit, column);
            unit[j] = 0;
            for (int i = 0; i < column.length; i++) {
                dense[i][ids == null ? j : ids[j]] = column[i];
            }
        }
        return dense;
    }
}
