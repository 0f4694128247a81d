package io.ef21.update;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Adam (Kingma and Ba 2015, Algorithm 1) on the estimate, with its beta_1 = 0.9, beta_2 = 0.999 and epsilon = 1e-8; the
 * proximal step, where there is one, with gamma over the root of the second moment.
 */
final class AdamStep implements Stepper {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double gamma;
    private double[] first;
    private double[] second;
    private int steps;

    AdamStep(int size, double gamma) {
        this.gamma = gamma;
        this.first = new double[size];
        this.second = new double[size];
    }

    @Override
    public Action judge(Observation observation) {
        return Action.STEP;
    }

    @Override
    public double[] change(Observation seen) {
        steps++;
        double unbias1 = 1 - Math.pow(BETA_1, steps);
        double unbias2 = 1 - Math.pow(BETA_2, steps);
        double[] z = seen.model();
        double[] gradient = seen.gradient();
        double[] change = new double[z.length];
        for (int j = 0; j < change.length; j++) {
            first[j] = BETA_1 * first[j] + (1 - BETA_1) * gradient[j];
            second[j] = BETA_2 * second[j] + (1 - BETA_2) * gradient[j] * gradient[j];
            double rate = gamma / (Math.sqrt(second[j] / unbias2) + EPSILON);
            change[j] = -rate * first[j] / unbias1;
            if (seen.penalty().proximal()) {
                change[j] = seen.penalty().prox(j, z[j] + change[j], rate) - z[j];
            }
        }
        return change;
    }

    @Override
    public void moved(double[] applied) {
        // the moments know nothing of the model
    }

    @Override
    public double stepSize() {
        return gamma;
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(steps);
        Vectors.write(out, first);
        Vectors.write(out, second);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        steps = in.readInt();
        first = Vectors.read(in);
        second = Vectors.read(in);
    }
}
