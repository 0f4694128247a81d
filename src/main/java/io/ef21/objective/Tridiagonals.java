package io.ef21.objective;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.GaussianMatrix;

/**
 * Quadratics with a controlled heterogeneity (Richtarik, Sokolov, Fatkhullin, Gasanov, Li and Gorbunov, 3PC, the
 * experiments): f_i(x) = x'A_i x/2 - b_i'x, A_i = (nu_i/4) tridiag(-1, 2, -1) + (lambda - m) I, b_i = (nu_i/4)(-1 + s xi_i')
 * e_1, nu_i = 1 + s xi_i, with independent standard normal xi_i and xi_i', and m the smallest eigenvalue of the mean of the
 * (nu_i/4) tridiag(-1, 2, -1), so that the mean of the f_i has mu = lambda. x^0 = (sqrt(d), 0, ..., 0).
 *
 * @param dimension d, positive
 * @param heterogeneity s, nonnegative; 0 makes all clients equal
 * @param lambda mu of the mean, positive
 * @param noise sigma of normal noise in samples of the gradient; 0 where there are no samples
 * @param seed of all
 */
public record Tridiagonals(int dimension, double heterogeneity, double lambda, double noise, long seed)
        implements GeneratedProblem {
    private static final long serialVersionUID = 1L;

    /** The usual lambda. */
    public static final double LAMBDA = 1e-6;

    private static final long PURPOSE = 0x5472696469616765L;

    public Tridiagonals {
        boolean fits = heterogeneity >= 0
                && heterogeneity < Double.POSITIVE_INFINITY
                && lambda > 0
                && lambda < Double.POSITIVE_INFINITY;
        if (dimension < 1 || !fits) {
            throw new IllegalArgumentException("needs a positive dimension and lambda, and a nonnegative scale");
        }
        Noise.requireDeviation(noise);
    }

    @Override
    public ClientFunctions functions(int n) {
        double sum = 0;
        for (int client = 0; client < n; client++) {
            sum += nu(client);
        }
        double smallest = new TridiagonalQuadratic(dimension, sum / n / 4, 0, 0).smallestEigenvalue();
        double shift = lambda - smallest;
        return client -> function(client, shift);
    }

    @Override
    public double[] start() {
        double[] start = new double[dimension];
        start[0] = Math.sqrt(dimension);
        return start;
    }

    private double nu(int client) {
        return 1 + heterogeneity * GaussianMatrix.normal(key(client), 0);
    }

    private long key(int client) {
        return CounterRandom.key(CounterRandom.key(seed, PURPOSE), client);
    }

    private Objective function(int client, double shift) {
        double scale = nu(client) / 4;
        double linear = scale * (-1 + heterogeneity * GaussianMatrix.normal(key(client), 1));
        Objective exact = new TridiagonalQuadratic(dimension, scale, shift, linear);
        return noise > 0 ? new NoisyObjective(exact, new Noise.Normal(noise)) : exact;
    }

    @Override
    public String toString() {
        return "tridiagonal:" + dimension + ":" + heterogeneity + ":" + lambda + (noise > 0 ? ":noise=" + noise : "");
    }
}
