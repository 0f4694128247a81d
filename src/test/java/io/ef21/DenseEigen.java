package io.ef21;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** The spectrum of a dense symmetric matrix by commons-math, the oracle for constants. */
public final class DenseEigen {
    private DenseEigen() {}

    /** All eigenvalues, largest first. */
    public static double[] values(double[][] symmetric) {
        return new EigenDecomposition(new Array2DRowRealMatrix(symmetric)).getRealEigenvalues();
    }

    /** The largest eigenvalue. */
    public static double largest(double[][] symmetric) {
        return values(symmetric)[0];
    }

    /** Adds scale * B'B to a matrix, keeping it exactly symmetric. */
    public static void addGram(double[][] target, double[][] rows, double scale) {
        for (int i = 0; i < target.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (double[] row : rows) {
                    sum += row[i] * row[j];
                }
                target[i][j] += scale * sum;
                if (j < i) {
                    target[j][i] = target[i][j];
                }
            }
        }
    }
}
