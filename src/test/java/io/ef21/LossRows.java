package io.ef21;

import io.ef21.data.BinaryLabels;
import io.ef21.data.GeneratedRows;
import io.ef21.data.Labels;
import io.ef21.data.RealLabels;
import io.ef21.data.RowBlock;
import io.ef21.objective.Loss;
import java.util.SplittableRandom;

/**
 * Random rows, each a function of its number, with labels that a loss takes: 0 and 1, or a linear model with heavy noise.
 *
 * @param density probability that an entry is stored
 * @param ones whether all values are 1
 * @param binary whether labels are 0 and 1
 */
public record LossRows(long seed, int rows, int features, double density, boolean ones, boolean binary)
        implements GeneratedRows {
    private static final long serialVersionUID = 1L;

    /** What a loss makes of the labels here. */
    public static Labels labels(Loss loss) {
        return loss.binary() ? new BinaryLabels(0, 1) : new RealLabels();
    }

    @Override
    public RowBlock block(int from, int to) {
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int row = from; row < to; row++) {
            SplittableRandom random = new SplittableRandom(seed + 31L * row);
            double[] values = new double[features];
            double margin = 0;
            for (int j = 0; j < features; j++) {
                if (random.nextDouble() < density) {
                    // floats, so that narrow layouts keep the same values
                    values[j] = ones ? 1 : (float) random.nextGaussian();
                    margin += values[j] * Math.sin(j + 1);
                }
            }
            double noisy = margin + Math.pow(random.nextGaussian(), 3);
            builder.row(binary ? (noisy > 0 ? 1 : 0) : noisy);
            for (int j = 0; j < features; j++) {
                if (values[j] != 0) {
                    builder.entry(j, values[j]);
                }
            }
        }
        return builder.build();
    }
}
