package io.ef21.objective;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import io.ef21.kernel.DenseMatrix;
import io.ef21.kernel.Fingerprint;

/**
 * f(x) = x'Hx/2 - b'x with a symmetric positive semidefinite H. Arrays are shared, not copied: treat them as read-only.
 *
 * @param hessian H, square
 * @param linear b
 * @param strongConvexity the smallest eigenvalue of H, or less; not negative
 */
public record DenseQuadratic(DenseMatrix hessian, double[] linear, double strongConvexity) implements Objective {
    private static final long serialVersionUID = 1L;

    /** The quadratic with H, row after row. */
    public static DenseQuadratic of(double[] hessian, double[] linear, double strongConvexity) {
        return new DenseQuadratic(new DenseMatrix(linear.length, hessian.length, hessian), linear, strongConvexity);
    }

    @Override
    public int dimension() {
        return linear.length;
    }

    @Override
    public long rows() {
        return 1;
    }

    @Override
    public long nonzeros() {
        return hessian.nonzeros();
    }

    @Override
    public long fingerprint() {
        return Fingerprint.of(CounterRandom.key(linear.length, hessian.fingerprint()), linear);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        hessian.multiply(0, x.length, x, gradient);
        double square = Dense.dot(x, gradient);
        Dense.addScaled(-1, linear, gradient);
        return 0.5 * square - Dense.dot(linear, x);
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        double[] times = new double[v.length];
        hessian.multiply(0, v.length, v, times);
        Dense.addScaled(1, times, product);
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] += hessian.values()[j * linear.length + j];
        }
        return true;
    }

    @Override
    public double curvatureShift() {
        return 0;
    }
}
