package io.ef21.gossip;

import io.ef21.kernel.CanonicalTree;
import io.ef21.kernel.Dense;
import io.ef21.run.Engine;
import java.io.Serializable;
import java.util.List;

/**
 * The mean of all clients' models, and how the problem looks from there. What it takes is no part of the method: the driver
 * collects n vectors, sends one to all, and collects n more.
 *
 * @param model xbar = (1/n) sum_i x_i
 * @param distance (1/n) sum_i ||x_i - xbar||^2
 */
record Consensus(double[] model, double distance) {
    /** What f and its gradient are at the mean. */
    record Seen(double objective, double squaredGradientNorm) {}

    private record Value(double value, double[] gradient) implements Serializable {}

    static Consensus of(List<double[]> models) {
        double[] mean = mean(models);
        double[] distances =
                models.stream().mapToDouble(x -> Dense.squaredDistance(x, mean)).toArray();
        return new Consensus(mean, CanonicalTree.sum(distances) / models.size());
    }

    /** f and its gradient at the mean. */
    Seen seen(Engine engine) {
        double[] at = model;
        List<Value> values = engine.ask(client -> {
            double[] gradient = new double[at.length];
            return new Value(client.objective().evaluate(at, gradient), gradient);
        });
        double[] losses = values.stream().mapToDouble(Value::value).toArray();
        double[] gradient = mean(values.stream().map(Value::gradient).toList());
        return new Seen(CanonicalTree.sum(losses) / losses.length, Dense.squaredNorm(gradient));
    }

    private static double[] mean(List<double[]> vectors) {
        int n = vectors.size();
        double[] mean =
                CanonicalTree.sum(n, vectors.get(0).length, i -> sum -> Dense.addScaled(1, vectors.get(i), sum));
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= n;
        }
        return mean;
    }
}
