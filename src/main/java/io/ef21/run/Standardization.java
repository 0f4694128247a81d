package io.ef21.run;

import io.ef21.data.InvalidInputException;
import io.ef21.objective.Moments;
import io.ef21.objective.MomentsCode;
import java.util.List;

/**
 * The standard deviations of the columns over the rows of all clients, the unbiased ones that Spark's own estimators take:
 * sigma_j^2 = sum_i w_i (a_ij - mean_j)^2 / (W - sum_i w_i^2 / W). Every client tells the moments of its columns once.
 *
 * @param deviations sigma, on the server's columns
 * @param means likewise
 * @param bytes what moved for them, all clients
 */
record Standardization(double[] deviations, double[] means, long bytes) {

    /**
     * @throws InvalidInputException if an objective has no columns of data
     */
    static Standardization compute(Engine engine, Summation summation) {
        List<byte[]> codes = engine.ask(client -> {
            Moments moments = client.objective().moments();
            return moments == null ? new byte[0] : MomentsCode.encode(moments);
        });
        int size = summation.size();
        Moments[] own = new Moments[codes.size()];
        double[] means = new double[size];
        double weight = 0;
        double squaredWeights = 0;
        long bytes = 0;
        for (int i = 0; i < own.length; i++) {
            if (codes.get(i).length == 0) {
                throw new InvalidInputException(
                        "--standardization needs an objective of rows under a linear model: leave it out");
            }
            bytes += codes.get(i).length;
            own[i] = MomentsCode.decode(codes.get(i), summation.supports()[i]);
            weight += own[i].weight();
            squaredWeights += own[i].squaredWeights();
            add(own[i].weight(), own[i].means(), summation.positions()[i], means);
        }
        for (int j = 0; j < size; j++) {
            means[j] /= weight;
        }
        return new Standardization(
                deviations(own, summation, means, weight, weight - squaredWeights / weight), means, bytes);
    }

    private static void add(double scale, double[] own, int[] positions, double[] sums) {
        for (int k = 0; k < own.length; k++) {
            sums[positions == null ? k : positions[k]] += scale * own[k];
        }
    }

    /** A client without a column has zeros there. */
    private static double[] deviations(
            Moments[] own, Summation summation, double[] means, double weight, double freedom) {
        double[] spreads = new double[means.length];
        double[] absent = new double[means.length];
        java.util.Arrays.fill(absent, weight);
        for (int i = 0; i < own.length; i++) {
            int[] positions = summation.positions()[i];
            for (int k = 0; k < own[i].means().length; k++) {
                int j = positions == null ? k : positions[k];
                double off = own[i].means()[k] - means[j];
                spreads[j] += own[i].spreads()[k] + own[i].weight() * off * off;
                absent[j] -= own[i].weight();
            }
        }
        for (int j = 0; j < spreads.length; j++) {
            double all = spreads[j] + Math.max(0, absent[j]) * means[j] * means[j];
            spreads[j] = freedom > 0 ? Math.sqrt(all / freedom) : 0;
        }
        return spreads;
    }
}
