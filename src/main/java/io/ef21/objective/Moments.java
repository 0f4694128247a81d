package io.ef21.objective;

import io.ef21.kernel.Matrix;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Mean and spread of the columns of some rows, zeros included. Arrays are shared, not copied.
 *
 * @param weight sum of the weights w of the rows
 * @param squaredWeights sum of their squares
 * @param means sum_i w_i a_ij / weight, one per column
 * @param spreads sum_i w_i (a_ij - mean_j)^2, one per column
 */
public record Moments(double weight, double squaredWeights, double[] means, double[] spreads) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Those of a matrix.
     *
     * @param weights one per row; null for 1
     * @param columns of the matrix
     */
    static Moments of(Matrix a, double @Nullable [] weights, int columns) {
        double[] sums = new double[columns];
        double[] spreads = new double[columns];
        double[] block = new double[Matrix.BLOCK_ROWS];
        double total = 0;
        double squares = 0;
        for (int from = 0; from < a.rows(); ) {
            int to = a.blockEnd(from);
            if (weights == null) {
                Arrays.fill(block, 0, to - from, 1.0);
            } else {
                System.arraycopy(weights, from, block, 0, to - from);
            }
            for (int i = 0; i < to - from; i++) {
                total += block[i];
                squares += block[i] * block[i];
            }
            a.addTransposed(from, to, block, sums);
            from = to;
        }
        a.addSquares(1, weights, spreads);
        for (int j = 0; j < columns; j++) {
            sums[j] /= total;
            // rounding makes a constant column's spread a little more or less than nothing
            double spread = spreads[j] - total * sums[j] * sums[j];
            spreads[j] = spread > 1e-14 * spreads[j] ? spread : 0;
        }
        return new Moments(total, squares, sums, spreads);
    }

    /** The same where every column stands for several entries of a model, side by side. */
    Moments times(int copies) {
        return new Moments(weight, squaredWeights, repeated(means, copies), repeated(spreads, copies));
    }

    private static double[] repeated(double[] values, int copies) {
        double[] repeated = new double[values.length * copies];
        for (int p = 0; p < repeated.length; p++) {
            repeated[p] = values[p / copies];
        }
        return repeated;
    }
}
