package io.ef21.run;

import io.ef21.kernel.Chunks;
import io.ef21.method.Averaging;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The average of all models x^0 .. x^K with the weights of a schedule (On biased compression, Theorem 21), and the
 * schedule's step sizes. Weights are kept relative to the last one, as those of schedule (ii) overflow. Not thread-safe.
 */
final class ModelAverage implements ServerState {
    private final Averaging averaging;
    /** mu. */
    private final double strongConvexity;

    private final double gamma;
    private double[] sum;
    private double weight;

    /**
     * An average of nothing.
     *
     * @param gamma the step of constant schedules, which is the first of schedule (i)
     */
    ModelAverage(Averaging averaging, double strongConvexity, double gamma, int size) {
        this.averaging = averaging;
        this.strongConvexity = strongConvexity;
        this.gamma = gamma;
        this.sum = new double[averaging == Averaging.LAST ? 0 : size];
    }

    /** The step of a round: gamma, but for schedule (i), 4 / (mu (kappa + k)) with kappa = 4 / (mu gamma). */
    double stepSize(double constant, int round) {
        return averaging == Averaging.LINEAR ? 4 / (strongConvexity * (kappa() + round)) : constant;
    }

    private double kappa() {
        return 4 / (strongConvexity * gamma);
    }

    /** Takes in the model of a round. */
    void add(double[] z, int round) {
        if (averaging == Averaging.LAST) {
            return;
        }
        double shrink =
                switch (averaging) {
                    case LINEAR -> (kappa() + round - 1) / (kappa() + round);
                    case GEOMETRIC -> 1 - strongConvexity * gamma / 2;
                    default -> 1;
                };
        if (round > 0 && shrink != 1) {
            weight *= shrink;
            for (int j = 0; j < sum.length; j++) {
                sum[j] *= shrink;
            }
        }
        weight += 1;
        Chunks.addScaled(1, z, sum);
    }

    /** The average, or the last model where there is none. */
    double[] shown(double[] last) {
        if (averaging == Averaging.LAST || weight == 0) {
            return last;
        }
        double[] mean = new double[sum.length];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = sum[j] / weight;
        }
        return mean;
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        StateFile.writeDoubles(out, sum);
        out.writeDouble(weight);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        sum = StateFile.readDoubles(in);
        weight = in.readDouble();
    }
}
