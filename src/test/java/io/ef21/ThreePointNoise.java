package io.ef21;

import io.ef21.kernel.CounterRandom;
import io.ef21.objective.Batch;
import io.ef21.objective.Objective;

/**
 * f(x) = L/2 ||x + origin||^2 of two variables with the noise sigma sqrt(3/10) (2, 0), (0, 1) or (-2, -1), each a third of the
 * time: of mean 0 and variance sigma^2, but its largest entries have the mean (0, sigma / sqrt(30)) (Momentum provably
 * improves error feedback, Theorem 1).
 *
 * @param smoothness L
 * @param sigma root of the variance of one sample
 * @param origin the starting point
 */
public record ThreePointNoise(double smoothness, double sigma, double[] origin) implements Objective {
    private static final long serialVersionUID = 1L;
    private static final long SAMPLES = 1_000_000_000;

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public long rows() {
        return 1;
    }

    @Override
    public long nonzeros() {
        return 2;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double value = 0;
        for (int j = 0; j < 2; j++) {
            double at = x[j] + origin[j];
            gradient[j] = smoothness * at;
            value += smoothness / 2 * at * at;
        }
        return value;
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
        double value = evaluate(x, gradient);
        double scale = sigma * Math.sqrt(0.3) / batch.size();
        for (int draw = 0; draw < batch.size(); draw++) {
            switch (CounterRandom.below(batch.key(), draw, 3)) {
                case 0 -> gradient[0] += 2 * scale;
                case 1 -> gradient[1] += scale;
                default -> {
                    gradient[0] -= 2 * scale;
                    gradient[1] -= scale;
                }
            }
        }
        return value;
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        Vectors.add(smoothness, v, product);
    }

    @Override
    public double curvatureShift() {
        return 0;
    }
}
