package io.ef21.data;

import io.ef21.kernel.CounterRandom;

/**
 * Rows for a first run without a file: 14 categorical attributes in one-hot form over 123 columns, the shape of the
 * a9a data, with labels drawn from a logistic model (about one positive row in four).
 *
 * <p>Every row is a function of (seed, row number), so partitions make their own. Thread-safe.
 *
 * @param seed of rows and model
 * @param rows how many
 */
public record OneHotRows(long seed, int rows) implements GeneratedRows {
    private static final long serialVersionUID = 1L;

    /** Columns of every row. */
    public static final int WIDTH = 123;

    private static final int[] CATEGORIES = {5, 8, 5, 16, 5, 7, 14, 6, 5, 2, 2, 2, 5, 41};
    private static final long ROW = 1;
    private static final long MODEL = 2;
    private static final double BIAS = -2.2;

    @Override
    public int features() {
        return WIDTH;
    }

    @Override
    public RowBlock block(int from, int to) {
        RowBlock.Builder block = new RowBlock.Builder();
        long model = CounterRandom.key(seed, MODEL);
        for (int row = from; row < to; row++) {
            long key = CounterRandom.key(CounterRandom.key(seed, ROW), row);
            int[] columns = new int[CATEGORIES.length];
            double margin = BIAS;
            int first = 0;
            for (int attribute = 0; attribute < CATEGORIES.length; attribute++) {
                columns[attribute] = first + category(CounterRandom.uniform(key, attribute), CATEGORIES[attribute]);
                margin += 3 * CounterRandom.uniform(model, columns[attribute]) - 1.3;
                first += CATEGORIES[attribute];
            }
            boolean positive = CounterRandom.uniform(key, CATEGORIES.length) * (1 + StrictMath.exp(-margin)) < 1;
            block.row(positive ? 1 : -1);
            for (int column : columns) {
                block.entry(column, 1);
            }
        }
        return block.build();
    }

    /** Skewed: category 0 is the most frequent, as in survey data. */
    private static int category(double u, int categories) {
        return (int) Math.min(categories - 1, Math.floor(categories * u * u * Math.sqrt(u)));
    }
}
