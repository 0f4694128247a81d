package io.ef21;

import io.ef21.kernel.CounterRandom;
import io.ef21.objective.Batch;
import io.ef21.objective.Objective;

/**
 * f with an oracle whose noise is known: the gradient over a batch of B samples is grad f(x) + N(0, sigma^2 / (d B) I), with
 * the noise a function of the batch alone, so that it is the same at two points.
 *
 * @param base f
 * @param sigma root of the variance of one sample
 * @param strongConvexity of f, as it is to be reported
 */
public record NoisyObjective(Objective base, double sigma, double strongConvexity) implements Objective {
    private static final long serialVersionUID = 1L;

    /** Of which batches are drawn; as good as infinitely many. */
    private static final long SAMPLES = 1_000_000_000;

    @Override
    public int dimension() {
        return base.dimension();
    }

    @Override
    public long rows() {
        return base.rows();
    }

    @Override
    public long nonzeros() {
        return base.nonzeros();
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        return base.evaluate(x, gradient);
    }

    @Override
    public boolean hasSamples() {
        return true;
    }

    @Override
    public long samples() {
        return SAMPLES;
    }

    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        double value = base.evaluate(x, gradient);
        double scale = sigma / Math.sqrt((double) gradient.length * batch.size());
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] += scale * gaussian(batch.key(), j);
        }
        return value;
    }

    /** By the formula of Box and Muller. */
    private static double gaussian(long key, int j) {
        double radius = Math.sqrt(-2 * Math.log(1 - CounterRandom.uniform(key, 2L * j)));
        return radius * Math.cos(2 * Math.PI * CounterRandom.uniform(key, 2L * j + 1));
    }

    @Override
    public double sampleCurvature() {
        // the noise does not move with x
        return 0;
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        base.addCurvature(v, product);
    }

    @Override
    public double curvatureShift() {
        return base.curvatureShift();
    }
}
