package io.ef21.update;

import io.ef21.objective.Penalty;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Another stepper's steps in variables in which columns have mean 0: a_j'x + b = (a_j - m)'x + b', b' = b + m'x. The data
 * stay as they are, and sparse; the server alone changes variables, gradients g become g - m g_b, steps d back. A column with
 * a mean of many deviations would otherwise be all but parallel to that of the intercept, and cost rounds (Spark's estimators
 * centre for the same reason, SPARK-34448). Not thread-safe.
 */
public final class CenteredStep implements Stepper {
    private final Stepper inner;
    private final double[] means;
    private final int intercepts;

    /**
     * @param inner what steps
     * @param means m in the server's variables, one per variable; those of the intercepts are not looked at
     * @param intercepts so many last variables are intercepts, K at least 1; variable p belongs to intercept p mod K
     */
    public CenteredStep(Stepper inner, double[] means, int intercepts) {
        this.inner = inner;
        this.means = means;
        this.intercepts = intercepts;
    }

    /** Adds sign m'z to the intercepts of a copy. */
    private double[] shifted(double[] z, double sign) {
        double[] shifted = z.clone();
        int rest = z.length - intercepts;
        double[] sums = new double[intercepts];
        for (int p = 0; p < rest; p++) {
            sums[p % intercepts] += means[p] * z[p];
        }
        for (int c = 0; c < intercepts; c++) {
            shifted[rest + c] += sign * sums[c];
        }
        return shifted;
    }

    private Observation centered(Observation seen) {
        double[] gradient = seen.gradient().clone();
        int rest = gradient.length - intercepts;
        for (int p = 0; p < rest; p++) {
            gradient[p] -= means[p] * gradient[rest + p % intercepts];
        }
        return new Observation(
                shifted(seen.model(), 1),
                gradient,
                seen.penalty(),
                seen.objective(),
                seen.distortion(),
                seen.curvature());
    }

    @Override
    public void begin(double[] z) {
        inner.begin(shifted(z, 1));
    }

    @Override
    public Action judge(Observation observation) {
        return inner.judge(centered(observation));
    }

    @Override
    public double[] change(Observation observation) {
        return shifted(inner.change(centered(observation)), -1);
    }

    @Override
    public void moved(double[] applied) {
        inner.moved(shifted(applied, 1));
    }

    @Override
    public double[] settled(double[] model) {
        double[] centered = shifted(model, 1);
        double[] settled = inner.settled(centered);
        return settled == centered ? model : shifted(settled, -1);
    }

    @Override
    public void reweighted(Observation end, Penalty next) {
        inner.reweighted(centered(end), next);
    }

    @Override
    public double promised() {
        return inner.promised();
    }

    @Override
    public double stepSize() {
        return inner.stepSize();
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        inner.writeTo(out);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        inner.readFrom(in);
    }
}
