package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;

/**
 * f as the expectation of f(x) + xi'x, xi of mean 0: samples have the gradient f'(x) + xi, and a batch the mean of as many
 * independent draws, with the same draws at every point.
 *
 * @param exact f
 * @param noise the distribution of xi
 */
public record NoisyObjective(Objective exact, Noise noise) implements Objective {
    private static final long serialVersionUID = 1L;

    @Override
    public int dimension() {
        return exact.dimension();
    }

    @Override
    public Columns columns() {
        return exact.columns();
    }

    @Override
    public long rows() {
        return exact.rows();
    }

    @Override
    public double weight() {
        return exact.weight();
    }

    @Override
    public long nonzeros() {
        return exact.nonzeros();
    }

    @Override
    public long fingerprint() {
        return CounterRandom.key(exact.fingerprint(), noise.toString().hashCode());
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        return exact.evaluate(x, gradient);
    }

    @Override
    public boolean hasSamples() {
        return true;
    }

    @Override
    public long samples() {
        return ENDLESS;
    }

    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        double[] xi = noise.mean(batch, x.length);
        double value = exact.evaluate(x, gradient);
        Dense.addScaled(1, xi, gradient);
        return value + Dense.dot(xi, x);
    }

    @Override
    public double strongConvexity() {
        return exact.strongConvexity();
    }

    @Override
    public boolean isSmooth() {
        return exact.isSmooth();
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        exact.addCurvature(v, product);
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        return exact.addCurvatureDiagonal(diagonal);
    }

    @Override
    public double curvatureShift() {
        return exact.curvatureShift();
    }
}
