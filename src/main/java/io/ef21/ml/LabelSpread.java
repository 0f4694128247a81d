package io.ef21.ml;

import io.ef21.objective.LinearModelObjective;
import io.ef21.run.Engine;
import java.util.List;

/** The standard deviation of the labels of all clients, the unbiased one that Spark takes. */
final class LabelSpread {
    private LabelSpread() {}

    /** 0 where all labels are one. */
    static double of(Engine engine) {
        List<double[]> parts = engine.ask(client -> moments((LinearModelObjective) client.objective()));
        double weight = 0;
        double squaredWeights = 0;
        double sum = 0;
        for (double[] part : parts) {
            weight += part[0];
            squaredWeights += part[1];
            sum += part[0] * part[2];
        }
        double mean = sum / weight;
        double spread = 0;
        for (double[] part : parts) {
            double off = part[2] - mean;
            spread += part[3] + part[0] * off * off;
        }
        double freedom = weight - squaredWeights / weight;
        return freedom > 0 ? Math.sqrt(spread / freedom) : 0;
    }

    /** Weight, squared weights, mean and spread of a client's labels. */
    private static double[] moments(LinearModelObjective objective) {
        double[] labels = objective.shard().labels();
        double[] weights = objective.shard().weightValues();
        double weight = 0;
        double squaredWeights = 0;
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double w = weights == null ? 1 : weights[i];
            weight += w;
            squaredWeights += w * w;
            sum += w * labels[i];
        }
        double mean = sum / weight;
        double spread = 0;
        for (int i = 0; i < labels.length; i++) {
            double off = labels[i] - mean;
            spread += (weights == null ? 1 : weights[i]) * (off * off);
        }
        return new double[] {weight, squaredWeights, mean, spread};
    }
}
