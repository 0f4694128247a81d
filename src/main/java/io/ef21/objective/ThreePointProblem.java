package io.ef21.objective;

/**
 * The toy on which EF21-SGD stalls: f_i(x) = L ||x||^2 / 2 in the plane, from x^0 = (0, -0.01), with the {@link
 * Noise.ThreePoint} in its samples (Fatkhullin, Tyurin and Richtarik, Momentum provably improves error feedback!).
 *
 * @param sigma of the noise, nonnegative
 * @param smoothness L, positive
 */
public record ThreePointProblem(double sigma, double smoothness) implements GeneratedProblem {
    private static final long serialVersionUID = 1L;

    public ThreePointProblem {
        if (!(smoothness > 0 && smoothness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("needs a positive L");
        }
        Noise.requireDeviation(sigma);
    }

    @Override
    public ClientFunctions functions(int n) {
        double[] hessian = {smoothness, 0, 0, smoothness};
        Objective exact = DenseQuadratic.of(hessian, new double[2], smoothness);
        return client -> new NoisyObjective(exact, new Noise.ThreePoint(sigma));
    }

    @Override
    public double[] start() {
        return new double[] {0, -0.01};
    }

    @Override
    public String toString() {
        return "three-point:" + sigma + (smoothness == 1 ? "" : ":" + smoothness);
    }
}
