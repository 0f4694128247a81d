package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.dot;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.squaredDistance;
import static io.ef21.Vectors.times;

import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import java.util.Objects;

/**
 * The two sides of the theorems' inequalities on a run, from the run's models and states and the problem's constants.
 *
 * @param problem what was run on
 * @param trace the run
 */
record Bound(Problem problem, Trace trace) {
    /** T. */
    int steps() {
        return trace.last();
    }

    /** n. */
    int n() {
        return trace.n();
    }

    /** L. */
    double smoothness() {
        return problem.smoothness(false);
    }

    /** f(x^0) less the lowest value of the run: in the place of the infimum it makes bounds stronger. */
    double start() {
        double lowest = Double.POSITIVE_INFINITY;
        for (int t = 0; t <= trace.last(); t++) {
            lowest = Math.min(lowest, trace.value(t));
        }
        return trace.value(0) - lowest;
    }

    /** 2 delta_0 / (gamma T). */
    double descent() {
        return 2 * start() / (trace.gamma() * steps());
    }

    /** (1/T) sum_{t < T} ||grad f(x^t)||^2. */
    double gradients() {
        double sum = 0;
        for (int t = 0; t < steps(); t++) {
            double[] gradient = trace.gradient(t);
            sum += dot(gradient, gradient);
        }
        return sum / steps();
    }

    /** G^0, or with weights H^0 = (1/n) sum (L_m / L_i) ||g_i^0 - grad f_i(x^0)||^2, L_m the mean of the L_i. */
    double distortion(boolean weighted) {
        double[][] estimates = trace.kept(0, 0);
        double sum = 0;
        for (int i = 0; i < n(); i++) {
            sum += weight(i, weighted)
                    * squaredDistance(estimates[i], trace.rounds().get(0).gradients()[i])
                    / n();
        }
        return sum;
    }

    /** The mean of 1/(n w_i), which noise is multiplied by where clients are weighted; else 1. */
    double meanWeight(boolean weighted) {
        double sum = 0;
        for (int i = 0; i < n(); i++) {
            sum += weight(i, weighted) / n();
        }
        return sum;
    }

    private double weight(int i, boolean weighted) {
        return weighted ? problem.arithmeticMean(false) / problem.constants()[i] : 1;
    }

    /** sum w_i ||g_i^0 - grad f_i(x^0) / (n w_i)||^2 of EF21-W. */
    double weightedDistortion() {
        double[][] estimates = trace.kept(0, 0);
        double sum = 0;
        for (int i = 0; i < n(); i++) {
            double factor = weight(i, true);
            double[] scaled = times(factor, trace.rounds().get(0).gradients()[i]);
            sum += squaredDistance(estimates[i], scaled) / (factor * n());
        }
        return sum;
    }

    /** The mean of ||grad f_i(x^0)||^2. */
    double spread() {
        double sum = 0;
        for (double[] gradient : trace.rounds().get(0).gradients()) {
            sum += dot(gradient, gradient) / n();
        }
        return sum;
    }

    /** (1/T) sum ||G(x^t)||^2 of the gradient mapping of f + r. */
    double mappings(Regularizer regularizer) {
        double gamma = trace.gamma();
        double sum = 0;
        for (int t = 0; t < steps(); t++) {
            double[] x = trace.model(t);
            double[] gradient = trace.gradient(t);
            for (int j = 0; j < x.length; j++) {
                double mapped =
                        (x[j] - soft(x[j] - gamma * gradient[j], gamma * regularizer.value(new double[] {1}))) / gamma;
                sum += mapped * mapped;
            }
        }
        return sum / steps();
    }

    private static double soft(double v, double threshold) {
        return Math.signum(v) * Math.max(0, Math.abs(v) - threshold);
    }

    /** (f + r)(x^0) less the lowest value of the run. */
    double start(Regularizer regularizer) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int t = 0; t <= trace.last(); t++) {
            lowest = Math.min(lowest, trace.value(t) + regularizer.value(trace.model(t)));
        }
        return trace.value(0) + regularizer.value(trace.model(0)) - lowest;
    }

    /** ||g^0 - g~^0||^2 of EF21-BC. */
    double directionError() {
        double[] known =
                Objects.requireNonNull(trace.rounds().get(1).states().get(0).direction());
        return squaredDistance(known, trace.mean(trace.kept(0, 0)));
    }

    /** (1/T) sum ||grad f(x^t)||^2 of EF21-P, x^t at the server. */
    double primalGradients() {
        double[] x = trace.model(0).clone();
        double sum = 0;
        for (int t = 0; t < steps(); t++) {
            double[] gradient = gradient(x);
            sum += dot(gradient, gradient);
            x = minus(x, times(trace.gamma(), trace.gradient(t)));
        }
        return sum / steps();
    }

    private double[] gradient(double[] x) {
        double[] mean = new double[x.length];
        for (Objective f : problem.objectives()) {
            double[] gradient = new double[x.length];
            f.evaluate(x, gradient);
            add(1.0 / n(), gradient, mean);
        }
        return mean;
    }
}
