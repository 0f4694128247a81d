package io.ef21;

import io.ef21.objective.Objective;

/**
 * f_i(x) = 1/2 x'Ax - b'x with a symmetric positive semidefinite A, which is its curvature.
 *
 * @param matrix A
 * @param linear b
 * @param rows the weight of the client when clients are weighted by rows
 */
public record QuadraticObjective(double[][] matrix, double[] linear, long rows) implements Objective {
    private static final long serialVersionUID = 1L;

    @Override
    public int dimension() {
        return linear.length;
    }

    @Override
    public long nonzeros() {
        return (long) linear.length * linear.length;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double value = 0;
        for (int i = 0; i < x.length; i++) {
            double product = 0;
            for (int j = 0; j < x.length; j++) {
                product += matrix[i][j] * x[j];
            }
            gradient[i] = product - linear[i];
            value += x[i] * (0.5 * product - linear[i]);
        }
        return value;
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                product[i] += matrix[i][j] * v[j];
            }
        }
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] += matrix[i][i];
        }
        return true;
    }

    @Override
    public double curvatureShift() {
        return 0;
    }
}
