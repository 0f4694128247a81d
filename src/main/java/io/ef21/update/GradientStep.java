package io.ef21.update;

import io.ef21.objective.Penalty;
import java.io.DataInputStream;
import java.io.DataOutputStream;

/** The papers' step: z - gamma G, then the proximal step where there is a part that is not smooth. */
final class GradientStep implements Stepper {
    private final double gamma;

    GradientStep(double gamma) {
        this.gamma = gamma;
    }

    @Override
    public Action judge(Observation observation) {
        return Action.STEP;
    }

    @Override
    public double[] change(Observation seen) {
        return from(seen.model(), seen.gradient(), seen.penalty(), gamma);
    }

    /** prox(z - gamma G) - z. */
    static double[] from(double[] z, double[] gradient, Penalty penalty, double gamma) {
        double[] change = new double[z.length];
        for (int j = 0; j < change.length; j++) {
            change[j] = -gamma * gradient[j];
        }
        if (penalty.proximal()) {
            for (int j = 0; j < change.length; j++) {
                change[j] = penalty.prox(j, z[j] + change[j], gamma) - z[j];
            }
        }
        return change;
    }

    @Override
    public void moved(double[] applied) {
        // remembers nothing
    }

    @Override
    public double stepSize() {
        return gamma;
    }

    @Override
    public void writeTo(DataOutputStream out) {
        // remembers nothing
    }

    @Override
    public void readFrom(DataInputStream in) {
        // remembers nothing
    }
}
