package io.ef21.run;

import io.ef21.kernel.CanonicalTree;
import io.ef21.method.Client;
import io.ef21.method.Smoothness;
import io.ef21.objective.LargestEigenvalue;
import io.ef21.objective.Objective;
import io.ef21.objective.ScaledObjective;
import io.ef21.objective.Scaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes the smoothness constants: every L_i at its client, and L by products that all clients take part in.
 *
 * @param smoothness the constants
 * @param bytes what moved for them, both ways, all clients
 */
record Constants(Smoothness smoothness, long bytes) {
    /** Up to this many numbers per product L itself is computed; beyond, the mean of the L_i stands for it. */
    static final long EXACT_UP_TO = 4_000_000;

    /**
     * @param serverCurvature of the regularizer at the server, in scaled variables where there is a scaling
     * @param scaling of the variables; null for none
     */
    static Constants compute(Engine engine, Summation summation, double serverCurvature, @Nullable Scaling scaling) {
        double[] weights = summation.weights();
        int n = weights.length;
        Population population = engine.population();
        List<double[]> answers = engine.ask(client -> {
            Objective objective = objective(client, scaling);
            int d = objective.dimension();
            double top = d == 0
                    ? 0
                    : LargestEigenvalue.of(d, v -> {
                        double[] product = new double[d];
                        objective.addCurvature(v, product);
                        return product;
                    });
            return new double[] {
                top,
                objective.curvatureShift(),
                objective.sampleCurvature(),
                client.objective().strongConvexity()
            };
        });
        double[] constants = new double[n];
        double[] means = new double[n];
        double[] shifts = new double[n];
        double[] samples = new double[n];
        double convexity = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            constants[i] = answers.get(i)[0] + answers.get(i)[1];
            means[i] = weights[i] * constants[i];
            shifts[i] = weights[i] * answers.get(i)[1];
            samples[i] = answers.get(i)[2];
            convexity = Math.min(convexity, answers.get(i)[3]);
        }
        long bytes = 4L * Double.BYTES * n;
        boolean bounded = n > 1 && population.totalSupport() > EXACT_UP_TO;
        double whole;
        if (n == 1) {
            whole = constants[0];
        } else if (bounded) {
            whole = CanonicalTree.sum(means);
        } else {
            long[] products = {0};
            whole = CanonicalTree.sum(shifts)
                    + LargestEigenvalue.of(population.columns().size(), v -> {
                        products[0]++;
                        return product(engine, summation, v, scaling);
                    });
            bytes += products[0] * (population.columns().size() * (long) n + population.totalSupport()) * Double.BYTES;
        }
        return new Constants(
                Smoothness.of(whole + serverCurvature, bounded, weights, constants, samples, convexity), bytes);
    }

    private static Objective objective(Client client, @Nullable Scaling scaling) {
        return scaling == null
                ? client.objective()
                : new ScaledObjective(client.objective(), scaling.gather(client.positions()));
    }

    private static double[] product(Engine engine, Summation summation, double[] v, @Nullable Scaling scaling) {
        List<double[]> products = engine.ask(client -> {
            double[] own = client.gather(v);
            double[] product = new double[own.length];
            objective(client, scaling).addCurvature(own, product);
            return product;
        });
        return CanonicalTree.sum(
                summation.clients(), v.length, client -> summation.vector(client, products.get(client)));
    }
}
