package io.ef21.objective;

import io.ef21.kernel.CounterRandom;

/**
 * f(x) = x'Ax/2 - b x_1 with A = scale T + shift I, T = tridiag(-1, 2, -1), whose eigenvalues are 2 - 2 cos(k pi/(d + 1)),
 * k = 1..d. A need not be positive semidefinite.
 *
 * @param dimension d, positive
 * @param scale any number
 * @param shift any number
 * @param linear b
 */
public record TridiagonalQuadratic(int dimension, double scale, double shift, double linear) implements Objective {
    private static final long serialVersionUID = 1L;

    /** The smallest eigenvalue of T, without cancellation. */
    public static double smallestOfT(int dimension) {
        double sine = StrictMath.sin(Math.PI / (2.0 * (dimension + 1)));
        return 4 * sine * sine;
    }

    /** The largest eigenvalue of T. */
    public static double largestOfT(int dimension) {
        double cosine = StrictMath.cos(Math.PI / (2.0 * (dimension + 1)));
        return 4 * cosine * cosine;
    }

    /** The smallest eigenvalue of A. */
    public double smallestEigenvalue() {
        return scale * (scale >= 0 ? smallestOfT(dimension) : largestOfT(dimension)) + shift;
    }

    @Override
    public long rows() {
        return 1;
    }

    @Override
    public long nonzeros() {
        return 3L * dimension - 2;
    }

    @Override
    public long fingerprint() {
        long hash = CounterRandom.key(dimension, Double.doubleToRawLongBits(scale));
        hash = CounterRandom.key(hash, Double.doubleToRawLongBits(shift));
        return CounterRandom.key(hash, Double.doubleToRawLongBits(linear));
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double square = 0;
        for (int j = 0; j < dimension; j++) {
            gradient[j] = scale * times(x, j) + shift * x[j];
            square += x[j] * gradient[j];
        }
        gradient[0] -= linear;
        return 0.5 * square - linear * x[0];
    }

    @Override
    public double strongConvexity() {
        return Math.max(0, smallestEigenvalue());
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        TridiagonalQuadratic bound = bound();
        for (int j = 0; j < dimension; j++) {
            product[j] += bound.scale * times(v, j) + bound.shift * v[j];
        }
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        TridiagonalQuadratic bound = bound();
        for (int j = 0; j < dimension; j++) {
            diagonal[j] += 2 * bound.scale + bound.shift;
        }
        return true;
    }

    /**
     * M: A itself where that is positive semidefinite; else the chord of |scale t + shift| over the spectrum of T, which is
     * above A and -A and has the top max(|lambda_min|, |lambda_max|) of A.
     */
    private TridiagonalQuadratic bound() {
        if (smallestEigenvalue() >= 0) {
            return this;
        }
        double low = smallestOfT(dimension);
        double high = largestOfT(dimension);
        double atLow = Math.abs(scale * low + shift);
        double atHigh = Math.abs(scale * high + shift);
        double slope = high > low ? (atHigh - atLow) / (high - low) : 0;
        return new TridiagonalQuadratic(dimension, slope, atLow - slope * low, 0);
    }

    @Override
    public double curvatureShift() {
        return 0;
    }

    /** Entry j of T v. */
    private double times(double[] v, int j) {
        double before = j > 0 ? v[j - 1] : 0;
        double after = j + 1 < dimension ? v[j + 1] : 0;
        return 2 * v[j] - before - after;
    }
}
