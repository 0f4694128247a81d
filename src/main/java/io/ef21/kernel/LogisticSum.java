package io.ef21.kernel;

/**
 * Sums over the rows of a matrix A: the logistic loss with its gradient, and the product with the matrix that bounds its
 * Hessian. Block by block: margins, then the pointwise functions, then the transposed product. Thread-safe.
 */
public final class LogisticSum {
    private LogisticSum() {}

    /**
     * Adds sum_i s_i a_i to {@code gradient}, s_i = -y_i / (1 + exp(y_i a_i'x)), and returns sum_i log(1 + exp(-y_i
     * a_i'x)).
     *
     * @param labels y, each -1 or +1, one per row
     * @param x the model, one entry per column
     * @param gradient one entry per column; added to, not cleared
     */
    public static double lossAndGradient(Matrix a, double[] labels, double[] x, double[] gradient) {
        LogisticPointwise pointwise = new LogisticPointwise();
        double[] margins = new double[Matrix.BLOCK_ROWS];
        double[] blockLabels = new double[Matrix.BLOCK_ROWS];
        double loss = 0;
        int rows = a.rows();
        for (int from = 0; from < rows; ) {
            int to = a.blockEnd(from);
            System.arraycopy(labels, from, blockLabels, 0, to - from);
            a.multiply(from, to, x, margins);
            loss += pointwise.slopes(to - from, blockLabels, margins);
            a.addTransposed(from, to, margins, gradient);
            from = to;
        }
        return loss;
    }

    /** Adds A'A v to {@code product}. */
    public static void gram(Matrix a, double[] v, double[] product) {
        double[] margins = new double[Matrix.BLOCK_ROWS];
        int rows = a.rows();
        for (int from = 0; from < rows; ) {
            int to = a.blockEnd(from);
            a.multiply(from, to, v, margins);
            a.addTransposed(from, to, margins, product);
            from = to;
        }
    }
}
