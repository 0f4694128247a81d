package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
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

    /** The largest batch. */
    static final int LARGEST_BATCH = 1_000_000;

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
        return Integer.MAX_VALUE;
    }

    /**
     * @throws InvalidInputException if the batch is so large that it must have been meant as a fraction of the samples
     */
    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        if (batch.size() > LARGEST_BATCH) {
            throw new InvalidInputException("a batch of " + batch.size()
                    + " samples from a distribution: --batch-size needs a" + " count of at most " + LARGEST_BATCH
                    + ", such as 32, as there is nothing to take a fraction of");
        }
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
