package io.ef21.objective;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.GaussianMatrix;
import io.ef21.kernel.Orthonormal;

/**
 * f_i(x) = x'A_i x - y_i'x with a chosen condition (Beznosikov, Horvath, Richtarik and Safaryan, On biased compression for
 * distributed learning, section 6.4): A_i = Q D Q', Q an orthonormal basis from a normal matrix, D_jj uniform in (1,
 * kappa), y_i uniform in (0, 1), each client its own. L_i = 2 max D, mu_i = 2 min D. Making one takes d^3 operations.
 *
 * @param dimension d, 1 to {@link #LARGEST}
 * @param kappa at least 1
 * @param noise sigma of normal noise in samples of the gradient; 0 where there are no samples
 * @param seed of all
 */
public record RandomQuadratics(int dimension, double kappa, double noise, long seed) implements GeneratedProblem {
    private static final long serialVersionUID = 1L;

    /** The largest dimension. */
    public static final int LARGEST = 4000;

    private static final long PURPOSE = 0x5175616472617469L;

    public RandomQuadratics {
        if (dimension < 1 || dimension > LARGEST || !(kappa >= 1 && kappa < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "needs 1 to " + LARGEST + " dimensions and a finite kappa of at least 1");
        }
        Noise.requireDeviation(noise);
    }

    @Override
    public ClientFunctions functions(int n) {
        return this::function;
    }

    private Objective function(int client) {
        long key = CounterRandom.key(CounterRandom.key(seed, PURPOSE), client);
        long scales = CounterRandom.key(key, 0);
        long vectors = CounterRandom.key(key, 1);
        long linear = CounterRandom.key(key, 2);
        int d = dimension;
        double[] basis = Orthonormal.columns(GaussianMatrix.draw(vectors, d, d, 1), d, d);
        double[] diagonal = new double[d];
        double[] y = new double[d];
        double smallest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < d; j++) {
            diagonal[j] = 1 + (kappa - 1) * CounterRandom.uniform(scales, j);
            y[j] = CounterRandom.uniform(linear, j);
            smallest = Math.min(smallest, diagonal[j]);
        }
        double[] hessian = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    sum += diagonal[k] * basis[i * d + k] * basis[j * d + k];
                }
                hessian[i * d + j] = 2 * sum;
                hessian[j * d + i] = 2 * sum;
            }
        }
        Objective exact = DenseQuadratic.of(hessian, y, 2 * smallest);
        return noise > 0 ? new NoisyObjective(exact, new Noise.Normal(noise)) : exact;
    }

    @Override
    public String toString() {
        return "quadratic:" + dimension + ":" + kappa + (noise > 0 ? ":noise=" + noise : "");
    }
}
