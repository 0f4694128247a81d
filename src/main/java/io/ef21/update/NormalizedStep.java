package io.ef21.update;

import io.ef21.kernel.Dense;
import java.io.DataInputStream;
import java.io.DataOutputStream;

/**
 * A step of length gamma along the estimate: z - gamma G / ||G||, which needs no smoothness constant; no step where G is zero
 * (Khirirat et al. 2024, Algorithm 1). With a proximal part, the proximal step follows with gamma / ||G||.
 */
final class NormalizedStep implements Stepper {
    private final double gamma;

    NormalizedStep(double gamma) {
        this.gamma = gamma;
    }

    @Override
    public Action judge(Observation observation) {
        return Action.STEP;
    }

    @Override
    public double[] change(Observation seen) {
        double norm = Math.sqrt(Dense.squaredNorm(seen.gradient()));
        return GradientStep.from(seen.model(), seen.gradient(), seen.penalty(), norm == 0 ? 0 : gamma / norm);
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
