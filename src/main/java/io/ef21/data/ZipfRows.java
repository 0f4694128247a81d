package io.ef21.data;

import io.ef21.kernel.CounterRandom;
import java.util.Arrays;

/**
 * Binary rows whose columns are drawn with Zipf frequencies: the column of rank r with a probability proportional to
 * about r^-exponent (the continuous law, cut at the number of features). Ranks are spread over the column numbers.
 *
 * @param seed of rows and labels
 * @param rows how many
 * @param features columns
 * @param nonzeros distinct columns per row
 * @param exponent positive and not 1
 */
public record ZipfRows(long seed, int rows, int features, int nonzeros, double exponent) implements GeneratedRows {
    private static final long serialVersionUID = 1L;
    private static final long ROW = 0x5a697066L;

    public ZipfRows {
        if (rows < 1 || nonzeros < 1 || nonzeros > features / 2 || !(exponent > 0) || exponent == 1) {
            throw new InvalidInputException(
                    "generated:zipf needs ROWS >= 1, 1 <= NONZEROS <= FEATURES / 2, and EXPONENT > 0 other than 1");
        }
    }

    @Override
    public RowBlock block(int from, int to) {
        RowBlock.Builder block = new RowBlock.Builder();
        long stride = SparseModel.stride(features);
        double power = 1 - exponent;
        double range = StrictMath.pow(features + 1.0, power) - 1;
        int[] columns = new int[nonzeros];
        for (int row = from; row < to; row++) {
            long key = CounterRandom.key(CounterRandom.key(seed, ROW), row);
            int count = 0;
            for (int draw = 0; count < nonzeros; draw++) {
                double u = CounterRandom.uniform(key, draw);
                long rank = (long) StrictMath.pow(1 + u * range, 1 / power) - 1;
                int column = (int) (Math.min(features - 1, rank) * stride % features);
                if (!contains(columns, count, column)) {
                    columns[count++] = column;
                }
            }
            Arrays.sort(columns);
            block.row(SparseModel.label(seed, row, columns));
            for (int column : columns) {
                block.entry(column, 1);
            }
        }
        return block.build();
    }

    private static boolean contains(int[] columns, int count, int column) {
        for (int i = 0; i < count; i++) {
            if (columns[i] == column) {
                return true;
            }
        }
        return false;
    }
}
