package io.ef21;

import io.ef21.data.ClassLabels;
import io.ef21.data.GeneratedRows;
import io.ef21.data.Layout;
import io.ef21.data.RowBlock;
import io.ef21.data.Shard;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Random rows, each a function of its number, labelled -1, 1, 3, ... by hidden linear models with noise.
 *
 * @param density probability that an entry is stored
 * @param classes at least 2
 */
public record ClassedRows(long seed, int rows, int features, double density, int classes) implements GeneratedRows {
    private static final long serialVersionUID = 1L;

    /** The labels here. */
    public ClassLabels labels() {
        double[] values = new double[classes];
        for (int c = 0; c < classes; c++) {
            values[c] = 2 * c - 1;
        }
        return new ClassLabels(values);
    }

    /** All rows as one shard. */
    public Shard shard(boolean compact) {
        return shard(compact, null);
    }

    /** All rows as one shard, with weights. */
    public Shard shard(boolean compact, double @Nullable [] weights) {
        return Shard.of(
                features,
                compact,
                labels(),
                Layout.DEFAULT.onlySparse(),
                List.of(weights == null ? block(0, rows) : WeightedRows.of(block(0, rows), weights)));
    }

    @Override
    public RowBlock block(int from, int to) {
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int row = from; row < to; row++) {
            SplittableRandom random = new SplittableRandom(seed + 31L * row);
            double[] values = new double[features];
            double[] margins = new double[classes];
            for (int j = 0; j < features; j++) {
                if (random.nextDouble() < density) {
                    values[j] = random.nextGaussian();
                    for (int c = 0; c < classes; c++) {
                        margins[c] += values[j] * Math.sin(j * classes + c + 1);
                    }
                }
            }
            int best = 0;
            for (int c = 0; c < classes; c++) {
                margins[c] += random.nextGaussian();
                best = margins[c] > margins[best] ? c : best;
            }
            builder.row(2 * best - 1);
            for (int j = 0; j < features; j++) {
                if (values[j] != 0) {
                    builder.entry(j, values[j]);
                }
            }
        }
        return builder.build();
    }
}
