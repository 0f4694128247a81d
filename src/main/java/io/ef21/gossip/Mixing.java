package io.ef21.gossip;

import io.ef21.objective.LargestEigenvalue;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A mixing matrix W: symmetric and doubly stochastic, with zeros where there is no edge. The diagonal is what the weights
 * of the edges leave of 1. Immutable and thread-safe.
 *
 * @param graph where W may differ from zero off the diagonal
 * @param weights W_ij of every client's neighbours, in their order; not to be modified
 * @param gap rho = 1 - |lambda_2(W)|, in [0, 1], to 1e-8: what one exact mixing takes off the distance to the mean
 */
public record Mixing(Graph graph, double[][] weights, double gap) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * W with given weights.
     *
     * @param weights positive, the same on both sides of an edge, with a sum of at most 1 at every client
     */
    static Mixing of(Graph graph, double[][] weights) {
        int n = graph.clients();
        // W - 11'/n has all eigenvalues of W but the 1 of consensus, and its square is positive semidefinite
        double square = LargestEigenvalue.of(n, v -> deviation(graph, weights, deviation(graph, weights, v)));
        return new Mixing(graph, weights, Math.max(0, 1 - Math.sqrt(square)));
    }

    /** W_ij = 1 / (1 + max(deg i, deg j)) (Metropolis weights, Xiao and Boyd 2004): 11'/n on the complete graph. */
    public static Mixing metropolis(Graph graph) {
        double[][] weights = new double[graph.clients()][];
        for (int i = 0; i < weights.length; i++) {
            int degree = graph.degree(i);
            weights[i] = Arrays.stream(graph.neighbours()[i])
                    .mapToDouble(j -> 1.0 / (1 + Math.max(degree, graph.degree(j))))
                    .toArray();
        }
        return of(graph, weights);
    }

    /**
     * W_ij.
     *
     * @param neighbour a neighbour of the client
     */
    public double weight(int client, int neighbour) {
        return weights[client][Arrays.binarySearch(graph.neighbours()[client], neighbour)];
    }

    /** 1 - W_ii, what a client gives to others. */
    public double given(int client) {
        return sum(weights[client]);
    }

    private static double[] deviation(Graph graph, double[][] weights, double[] v) {
        double mean = sum(v) / v.length;
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            double sum = (1 - sum(weights[i])) * v[i];
            for (int k = 0; k < weights[i].length; k++) {
                sum += weights[i][k] * v[graph.neighbours()[i][k]];
            }
            product[i] = sum - mean;
        }
        return product;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
