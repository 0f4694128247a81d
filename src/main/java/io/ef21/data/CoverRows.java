package io.ef21.data;

import java.util.Arrays;

/**
 * Binary rows that run through all columns in turn, again and again: every column occurs floor or ceil(rows * nonzeros /
 * features) times, in rows with ever other columns.
 *
 * @param seed of the labels
 * @param rows how many
 * @param features columns
 * @param nonzeros columns per row
 */
public record CoverRows(long seed, int rows, int features, int nonzeros) implements GeneratedRows {
    private static final long serialVersionUID = 1L;

    public CoverRows {
        if (rows < 1 || nonzeros < 1 || nonzeros > features) {
            throw new InvalidInputException("generated:cover needs ROWS >= 1 and 1 <= NONZEROS <= FEATURES");
        }
    }

    @Override
    public RowBlock block(int from, int to) {
        RowBlock.Builder block = new RowBlock.Builder();
        long stride = SparseModel.stride(features);
        int[] columns = new int[nonzeros];
        for (int row = from; row < to; row++) {
            for (int i = 0; i < nonzeros; i++) {
                long entry = (long) row * nonzeros + i;
                columns[i] = (int) (entry % features * stride % features);
            }
            Arrays.sort(columns);
            block.row(SparseModel.label(seed, row, columns));
            for (int column : columns) {
                block.entry(column, 1);
            }
        }
        return block.build();
    }
}
