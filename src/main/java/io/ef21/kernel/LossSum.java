package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Sums over the rows of a matrix A: a loss of the margins with its gradient, and the product with A'A, which bounds its
 * Hessian up to a factor. Block by block: margins, then the pointwise functions, then the transposed product.
 * Thread-safe.
 */
public final class LossSum {
    private LossSum() {}

    /**
     * Adds sum_i w_i s_i a_i to {@code gradient}, s_i the slope of the loss at a_i'x, and returns the weighted sum of the
     * losses.
     *
     * @param pointwise the loss; an instance that no other thread uses
     * @param labels y, one per row
     * @param weights w, one per row; null for 1
     * @param x the model, one entry per column
     * @param gradient one entry per column; added to, not cleared
     */
    public static double lossAndGradient(
            Pointwise pointwise,
            Matrix a,
            double[] labels,
            double @Nullable [] weights,
            double[] x,
            double[] gradient) {
        double[] margins = new double[Matrix.BLOCK_ROWS];
        double[] blockLabels = new double[Matrix.BLOCK_ROWS];
        double[] blockWeights = weights == null ? null : new double[Matrix.BLOCK_ROWS];
        double loss = 0;
        int rows = a.rows();
        for (int from = 0; from < rows; ) {
            int to = a.blockEnd(from);
            System.arraycopy(labels, from, blockLabels, 0, to - from);
            if (weights != null && blockWeights != null) {
                System.arraycopy(weights, from, blockWeights, 0, to - from);
            }
            a.multiply(from, to, x, margins);
            loss += pointwise.slopes(to - from, blockLabels, blockWeights, margins);
            a.addTransposed(from, to, margins, gradient);
            from = to;
        }
        return loss;
    }

    /** The same where all rows weigh 1. */
    public static double lossAndGradient(
            Pointwise pointwise, Matrix a, double[] labels, double[] x, double[] gradient) {
        return lossAndGradient(pointwise, a, labels, null, x, gradient);
    }

    /**
     * The same over some rows alone.
     *
     * @param rows ascending; a row may occur more than once
     */
    public static double lossAndGradient(
            Pointwise pointwise,
            Matrix a,
            double[] labels,
            double @Nullable [] weights,
            int[] rows,
            double[] x,
            double[] gradient) {
        int capacity = Math.min(Matrix.BLOCK_ROWS, rows.length);
        double[] margins = new double[capacity];
        double[] blockLabels = new double[capacity];
        double[] blockWeights = weights == null ? null : new double[capacity];
        double[] one = new double[1];
        double loss = 0;
        for (int from = 0; from < rows.length; from += Matrix.BLOCK_ROWS) {
            int count = Math.min(Matrix.BLOCK_ROWS, rows.length - from);
            for (int i = 0; i < count; i++) {
                int row = rows[from + i];
                a.multiply(row, row + 1, x, one);
                margins[i] = one[0];
                blockLabels[i] = labels[row];
                if (weights != null && blockWeights != null) {
                    blockWeights[i] = weights[row];
                }
            }
            loss += pointwise.slopes(count, blockLabels, blockWeights, margins);
            for (int i = 0; i < count; i++) {
                one[0] = margins[i];
                a.addTransposed(rows[from + i], rows[from + i] + 1, one, gradient);
            }
        }
        return loss;
    }

    /** Adds A'A v to {@code product}. */
    public static void gram(Matrix a, double[] v, double[] product) {
        gram(a, null, v, product);
    }

    /**
     * Adds A'W A v to {@code product}.
     *
     * @param weights the diagonal of W, one per row; null for 1
     */
    public static void gram(Matrix a, double @Nullable [] weights, double[] v, double[] product) {
        double[] margins = new double[Matrix.BLOCK_ROWS];
        int rows = a.rows();
        for (int from = 0; from < rows; ) {
            int to = a.blockEnd(from);
            a.multiply(from, to, v, margins);
            for (int i = from; weights != null && i < to; i++) {
                margins[i - from] *= weights[i];
            }
            a.addTransposed(from, to, margins, product);
            from = to;
        }
    }
}
