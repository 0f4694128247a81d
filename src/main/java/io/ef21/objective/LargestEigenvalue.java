package io.ef21.objective;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import java.util.Arrays;

/**
 * The largest eigenvalue of a symmetric positive semidefinite matrix that is given by its products with vectors.
 *
 * <p>Lanczos (1950) from a counter-based random start, three vectors of memory. The vectors lose orthogonality as the
 * largest Ritz value converges, which adds copies of it and leaves it as accurate (Paige 1980). It stops when the
 * residual, which bounds the distance to an eigenvalue, is a hundredth of {@link #ACCURACY} relative. (The squared
 * residual over the gap to the second Ritz value is smaller, but no bound: in a cluster that is not resolved yet the
 * second Ritz value belongs to a later eigenvalue.) The value approaches from below. Thread-safe.
 */
public final class LargestEigenvalue {
    /** Relative accuracy of the result. */
    public static final double ACCURACY = 1e-8;

    /** A residual this far below the stated accuracy tells apart eigenvalues that differ by it. */
    private static final double TARGET = ACCURACY / 100;

    private static final int MAX_STEPS = 2000;
    private static final int CHECK_EVERY = 5;
    private static final long PURPOSE = 0x4c616e637a6f73L;

    private LargestEigenvalue() {}

    /** A symmetric matrix. */
    @FunctionalInterface
    public interface Operator {
        /** The product with v, as a vector that the caller may keep. */
        double[] times(double[] v);
    }

    /**
     * The largest eigenvalue.
     *
     * @param dimension rows of the matrix, at least 1
     */
    public static double of(int dimension, Operator operator) {
        double[] previous = new double[dimension];
        double[] current = start(dimension);
        double[] diagonal = new double[16];
        double[] offDiagonal = new double[16];
        double beta = 0;
        int nextCheck = CHECK_EVERY;
        for (int m = 0; ; ) {
            double[] next = operator.times(current);
            double alpha = Dense.dot(current, next);
            for (int j = 0; j < dimension; j++) {
                next[j] -= alpha * current[j] + beta * previous[j];
            }
            beta = Math.sqrt(Dense.squaredNorm(next));
            if (m == diagonal.length) {
                diagonal = Arrays.copyOf(diagonal, 2 * m);
                offDiagonal = Arrays.copyOf(offDiagonal, 2 * m);
            }
            diagonal[m] = alpha;
            offDiagonal[m] = beta;
            m++;
            boolean exhausted = beta <= 1e-14 * Math.abs(alpha) || beta == 0 || m == MAX_STEPS;
            if (exhausted || m == nextCheck) {
                nextCheck = m + CHECK_EVERY;
                Ritz ritz = Ritz.of(diagonal, offDiagonal, m);
                if (exhausted || ritz.residual(beta) <= TARGET * ritz.largest()) {
                    return Math.max(0, ritz.largest());
                }
            }
            for (int j = 0; j < dimension; j++) {
                next[j] /= beta;
            }
            previous = current;
            current = next;
        }
    }

    private static double[] start(int dimension) {
        double[] v = new double[dimension];
        long key = CounterRandom.key(0, PURPOSE);
        for (int j = 0; j < dimension; j++) {
            // positive, as the top vector of nonnegative data is; random, so that it is orthogonal to none
            v[j] = 0.5 + CounterRandom.uniform(key, j);
        }
        double norm = Math.sqrt(Dense.squaredNorm(v));
        for (int j = 0; j < dimension; j++) {
            v[j] /= norm;
        }
        return v;
    }
}
