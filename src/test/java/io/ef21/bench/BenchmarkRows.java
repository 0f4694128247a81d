package io.ef21.bench;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.Layout;
import io.ef21.data.OneHotRows;
import io.ef21.data.RowBlock;
import io.ef21.data.Shard;
import io.ef21.data.Split;
import io.ef21.kernel.Entries;
import io.ef21.kernel.SparseMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Random rows of the shapes of known data sets: lengths, widths and skew, not their entries. */
public record BenchmarkRows(RowBlock block, int features) {
    /** Data sets by what decides the speed of a gradient. */
    public enum Shape {
        /** One-hot rows of 14 entries. */
        a9a(32_561, 123, 14, 0, true),
        /** Binary, 2 to 40 entries, 11.7 on average. */
        w8a(49_749, 300, 13.5, 0.8, true),
        /** Values, 22 to 248 entries, 79 on average. */
        news20(15_935, 62_061, 88, 0.9, false),
        /** Values, 12 to 157 entries, 49 on average. */
        realsim(40_000, 20_958, 54, 0.9, false),
        /** Values, 58 to 114 entries, 85 on average, many columns. */
        url(100_000, 1_000_000, 100, 1.05, false);

        private final int rows;
        private final int features;
        private final double draws;
        private final double exponent;
        private final boolean binary;

        Shape(int rows, int features, double draws, double exponent, boolean binary) {
            this.rows = rows;
            this.features = features;
            this.draws = draws;
            this.exponent = exponent;
            this.binary = binary;
        }
    }

    static BenchmarkRows of(Shape shape) {
        if (shape == Shape.a9a) {
            return new BenchmarkRows(new OneHotRows(1, shape.rows).block(0, shape.rows), shape.features);
        }
        SplittableRandom random = new SplittableRandom(7);
        double[] cumulative = new double[shape.features];
        int[] columnOfRank = new int[shape.features];
        double total = 0;
        for (int rank = 0; rank < shape.features; rank++) {
            total += Math.pow(rank + 2, -shape.exponent);
            cumulative[rank] = total;
            int other = random.nextInt(rank + 1);
            columnOfRank[rank] = columnOfRank[other];
            columnOfRank[other] = rank;
        }
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int row = 0; row < shape.rows; row++) {
            int[] columns = new int[draws(shape, random)];
            for (int i = 0; i < columns.length; i++) {
                int rank = Arrays.binarySearch(cumulative, random.nextDouble() * total);
                columns[i] = columnOfRank[Math.min(shape.features - 1, rank < 0 ? -rank - 1 : rank)];
            }
            builder.row(random.nextBoolean() ? 1 : -1);
            Arrays.stream(columns)
                    .sorted()
                    .distinct()
                    .forEach(column -> builder.entry(column, shape.binary ? 1 : 0.05 + 0.2 * random.nextDouble()));
        }
        return new BenchmarkRows(builder.build(), shape.features);
    }

    private static int draws(Shape shape, SplittableRandom random) {
        if (shape == Shape.url) {
            return random.nextInt(80, 121);
        }
        double exponential = -Math.log(1 - random.nextDouble());
        return (int) Math.max(1, Math.min(3 * shape.draws, shape.draws * (0.3 + 0.7 * exponential)));
    }

    /** The rows as a shard keeps them, with explicit values. */
    SparseMatrix sorted(boolean narrow) {
        SparseMatrix kept = (SparseMatrix) shard().matrix();
        if (narrow) {
            float[] values = new float[kept.nonzeros()];
            for (int p = 0; p < values.length; p++) {
                values[p] = (float) kept.entries().value(p);
            }
            return new SparseMatrix(kept.starts(), kept.columns(), new Entries.Floats(values));
        }
        double[] values = new double[kept.nonzeros()];
        Arrays.setAll(values, kept.entries()::value);
        return new SparseMatrix(kept.starts(), kept.columns(), new Entries.Doubles(values));
    }

    double[] sortedLabels() {
        return shard().labels();
    }

    /** The rows as they came. */
    SparseMatrix unsorted() {
        double[] values = new double[block.columns().length];
        Arrays.setAll(values, block::value);
        return new SparseMatrix(block.starts(), block.columns(), new Entries.Doubles(values));
    }

    double[] labels() {
        return block.labels();
    }

    private Shard shard() {
        Deal deal = new Deal(
                new Split(block.rows(), 1, false, 0), features, false, new BinaryLabels(-1, 1), Layout.DEFAULT);
        return deal.shards(List.of(block)).get(0);
    }
}
