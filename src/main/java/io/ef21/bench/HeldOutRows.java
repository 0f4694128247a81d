package io.ef21.bench;

import io.ef21.data.BinaryLabels;
import io.ef21.data.RowBlock;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Rows that no contestant trains on, on the driver.
 *
 * @param blocks the rows
 * @param labels the two classes of the training rows
 */
public record HeldOutRows(List<RowBlock> blocks, BinaryLabels labels) {
    /** How many. */
    public long rows() {
        return blocks.stream().mapToLong(RowBlock::rows).sum();
    }

    /**
     * The mean of log(1 + exp(-y a'x)) over the rows, in nats; NaN if there are none.
     *
     * @param coefficients x by column; 0 where the model has none
     */
    public double logLoss(IntToDoubleFunction coefficients) {
        double sum = 0;
        for (RowBlock block : blocks) {
            for (int i = 0; i < block.rows(); i++) {
                double margin = 0;
                for (int p = block.starts()[i]; p < block.starts()[i + 1]; p++) {
                    margin += coefficients.applyAsDouble(block.columns()[p]) * block.value(p);
                }
                double z = labels.sign(block.labels()[i]) * margin;
                sum += Math.max(0, -z) + Math.log1p(Math.exp(-Math.abs(z)));
            }
        }
        return sum / rows();
    }
}
