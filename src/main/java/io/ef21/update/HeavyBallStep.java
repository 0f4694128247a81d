package io.ef21.update;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Polyak's heavy ball (1964): z^{t+1} = prox(z^t - gamma G^t + B (z^t - z^{t-1})). */
final class HeavyBallStep implements Stepper {
    private final double gamma;
    private final double momentum;
    private double[] last;

    HeavyBallStep(int size, double gamma, double momentum) {
        this.gamma = gamma;
        this.momentum = momentum;
        this.last = new double[size];
    }

    @Override
    public Action judge(Observation observation) {
        return Action.STEP;
    }

    @Override
    public double[] change(Observation seen) {
        double[] z = seen.model();
        double[] change = new double[z.length];
        for (int j = 0; j < change.length; j++) {
            change[j] = momentum * last[j] - gamma * seen.gradient()[j];
        }
        if (seen.penalty().proximal()) {
            for (int j = 0; j < change.length; j++) {
                change[j] = seen.penalty().prox(j, z[j] + change[j], gamma) - z[j];
            }
        }
        return change;
    }

    @Override
    public void moved(double[] applied) {
        last = applied;
    }

    @Override
    public double stepSize() {
        return gamma;
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        Vectors.write(out, last);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        last = Vectors.read(in);
    }
}
