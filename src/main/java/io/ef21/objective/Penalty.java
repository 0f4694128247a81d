package io.ef21.objective;

import io.ef21.kernel.Chunks;
import org.jspecify.annotations.Nullable;

/**
 * The regularizer at the server as a function of the server's variables z, where the model is x = S z. Thread-safe.
 *
 * @param regularizer r, a function of x
 * @param scaling S; null for the identity
 */
public record Penalty(Regularizer regularizer, @Nullable Scaling scaling) {

    /** r(S z). */
    public double value(double[] z) {
        return regularizer instanceof Regularizer.None ? 0 : regularizer.value(model(z));
    }

    /** gradient += S s'(S z), s the smooth part. */
    public void addGradient(double[] z, double[] gradient) {
        Scaling s = scaling;
        if (regularizer instanceof Regularizer.None) {
            return;
        }
        if (s == null) {
            regularizer.addGradient(z, gradient);
            return;
        }
        double[] inModel = new double[z.length];
        regularizer.addGradient(model(z), inModel);
        Chunks.forEach(z.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                gradient[j] += s.at(j) * inModel[j];
            }
        });
    }

    /** product += S s''(S z) S v, s the smooth part. */
    public void addCurvature(double[] z, double[] v, double[] product) {
        Scaling s = scaling;
        if (s == null) {
            regularizer.addCurvature(z, v, product);
            return;
        }
        double[] inModel = new double[z.length];
        regularizer.addCurvature(model(z), model(v), inModel);
        for (int j = 0; j < z.length; j++) {
            product[j] += s.at(j) * inModel[j];
        }
    }

    /** A bound on the second derivative of z -> s(S z) along any coordinate. */
    public double curvature() {
        Scaling s = scaling;
        double largest = s == null ? 1 : 0;
        for (int j = 0; s != null && j < s.halves().length; j++) {
            largest = Math.max(largest, s.at(j) * s.at(j));
        }
        return regularizer.curvature() * largest;
    }

    /** A bound on v' H v, H the Hessian of z -> s(S z). */
    public double curvatureAlong(double[] v) {
        Scaling s = scaling;
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            double entry = s == null ? v[j] : s.at(j) * v[j];
            sum += entry * entry;
        }
        return regularizer.curvature() * sum;
    }

    /** Whether there is a part that is not smooth. */
    public boolean proximal() {
        return regularizer.proximal();
    }

    /** Coordinate j of the proximal step of z -> p(S z): prox of p with gamma S_j^2, at S_j v, over S_j. */
    public double prox(int j, double v, double gamma) {
        Scaling s = scaling;
        if (s == null) {
            return regularizer.prox(v, gamma);
        }
        double factor = s.at(j);
        return regularizer.prox(factor * v, gamma * factor * factor) / factor;
    }

    /** The weight of |z_j| in the part that is not smooth. */
    public double absolute(int j) {
        Scaling s = scaling;
        return s == null ? regularizer.absolute() : s.at(j) * regularizer.absolute();
    }

    /** x = S z; z itself where there is no scaling. */
    public double[] model(double[] z) {
        Scaling s = scaling;
        return s == null ? z : s.toModel(z);
    }

    /** A gradient with respect to z as one with respect to x: S^-1 g; g itself where there is no scaling. */
    public double[] inModel(double[] gradient) {
        Scaling s = scaling;
        if (s == null) {
            return gradient;
        }
        double[] original = new double[gradient.length];
        Chunks.forEach(original.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                original[j] = gradient[j] / s.at(j);
            }
        });
        return original;
    }
}
