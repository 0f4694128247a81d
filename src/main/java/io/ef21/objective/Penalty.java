package io.ef21.objective;

import io.ef21.kernel.Chunks;
import org.jspecify.annotations.Nullable;

/**
 * The regularizer at the server as a function of the server's variables z, where the model is x = S z: r(w (S z - m)).
 * Thread-safe.
 *
 * @param regularizer r
 * @param scaling S; null for the identity
 * @param contrast w and m; null for r(S z)
 */
public record Penalty(Regularizer regularizer, @Nullable Scaling scaling, @Nullable Contrast contrast) {

    /**
     * @throws IllegalArgumentException if a regularizer with a part that is not smooth has a prior's mean
     */
    public Penalty {
        if (contrast != null && contrast.center() != null && regularizer.proximal()) {
            throw new IllegalArgumentException("no proximal step knows of a prior's mean");
        }
    }

    /** r(S z). */
    public Penalty(Regularizer regularizer, @Nullable Scaling scaling) {
        this(regularizer, scaling, null);
    }

    /** The same as a function of the model x. */
    public Penalty ofModel() {
        return scaling == null ? this : new Penalty(regularizer, null, contrast);
    }

    /** r(w (S z - m)). */
    public double value(double[] z) {
        return regularizer instanceof Regularizer.None ? 0 : regularizer.value(seen(z));
    }

    /** gradient += S w s'(w (S z - m)), s the smooth part. */
    public void addGradient(double[] z, double[] gradient) {
        if (regularizer instanceof Regularizer.None) {
            return;
        }
        if (scaling == null && contrast == null) {
            regularizer.addGradient(z, gradient);
            return;
        }
        double[] inside = new double[z.length];
        regularizer.addGradient(seen(z), inside);
        Chunks.forEach(z.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                gradient[j] += factor(j) * inside[j];
            }
        });
    }

    /** product += S w s''(w (S z - m)) w S v, s the smooth part. */
    public void addCurvature(double[] z, double[] v, double[] product) {
        if (scaling == null && contrast == null) {
            regularizer.addCurvature(z, v, product);
            return;
        }
        double[] along = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            along[j] = factor(j) * v[j];
        }
        double[] inside = new double[z.length];
        regularizer.addCurvature(seen(z), along, inside);
        for (int j = 0; j < z.length; j++) {
            product[j] += factor(j) * inside[j];
        }
    }

    /** What r sees of z. */
    private double[] seen(double[] z) {
        double[] x = model(z);
        return contrast == null ? x : contrast.of(x);
    }

    /** w_j S_j. */
    private double factor(int j) {
        double scale = scaling == null ? 1 : scaling.at(j);
        return contrast == null ? scale : contrast.factors()[j] * scale;
    }

    /** A bound on the second derivative of the smooth part along any coordinate. */
    public double curvature() {
        int length = contrast != null ? contrast.factors().length : scaling != null ? scaling.halves().length : 0;
        double largest = contrast == null && scaling == null ? 1 : 0;
        for (int j = 0; j < length; j++) {
            largest = Math.max(largest, factor(j) * factor(j));
        }
        return regularizer.curvature() * largest;
    }

    /** A bound on the second derivative of the smooth part along coordinate j. */
    public double curvatureOf(int j) {
        return regularizer.curvature() * (factor(j) * factor(j));
    }

    /** A bound on v' H v, H the Hessian of the smooth part. */
    public double curvatureAlong(double[] v) {
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            double entry = factor(j) * v[j];
            sum += entry * entry;
        }
        return regularizer.curvature() * sum;
    }

    /** A mu such that this less mu/2 ||x||^2 is convex as a function of the model; 0 where there is none above. */
    public double strongConvexityInModel() {
        double least = contrast == null ? 1 : contrast.least();
        return regularizer.strongConvexity() * (least * least);
    }

    /** Whether there is a part that is not smooth. */
    public boolean proximal() {
        return regularizer.proximal();
    }

    /** Coordinate j of the proximal step of z -> p(w S z): prox of p with gamma (w_j S_j)^2, at w_j S_j v, over w_j S_j. */
    public double prox(int j, double v, double gamma) {
        double factor = factor(j);
        if (factor == 1 || factor == 0) {
            return factor == 0 ? v : regularizer.prox(v, gamma);
        }
        return regularizer.prox(factor * v, gamma * factor * factor) / factor;
    }

    /** The weight of |z_j| in the part that is not smooth. */
    public double absolute(int j) {
        return factor(j) * regularizer.absolute();
    }

    /** x = S z; z itself where there is no scaling. */
    public double[] model(double[] z) {
        Scaling s = scaling;
        return s == null ? z : s.toModel(z);
    }

    /** z = S^-1 x, as a new vector. */
    public double[] variables(double[] x) {
        double[] z = x.clone();
        for (int j = 0; scaling != null && j < z.length; j++) {
            z[j] /= scaling.at(j);
        }
        return z;
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
