package io.ef21.objective;

import io.ef21.kernel.Fingerprint;
import io.ef21.kernel.PerceptronSum;
import java.util.Arrays;

/**
 * The mean softmax loss of a client's rows under a multilayer perceptron, in the order of {@link PerceptronSum}. Neither
 * convex nor with a bound on its Hessian.
 *
 * @param data at least one row
 * @param sizes of the layers: features, hidden layers, classes; not to be modified
 */
record PerceptronObjective(ClassRows data, int[] sizes) implements Objective {
    private static final long serialVersionUID = 1L;

    @Override
    public int dimension() {
        return PerceptronSum.length(sizes);
    }

    @Override
    public long rows() {
        return data.count();
    }

    @Override
    public double weight() {
        return data.totalWeight();
    }

    @Override
    public long nonzeros() {
        return data.matrix().nonzeros();
    }

    @Override
    public long fingerprint() {
        return Fingerprint.of(data.fingerprint(), sizes);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        int[] all = new int[data.count()];
        Arrays.setAll(all, row -> row);
        return mean(all, x, gradient);
    }

    @Override
    public boolean hasSamples() {
        return true;
    }

    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        return mean(batch.of(data.count()), x, gradient);
    }

    private double mean(int[] rows, double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum =
                PerceptronSum.lossAndGradient(data.matrix(), data.labels(), data.weights(), rows, sizes, x, gradient);
        return data.mean(sum, rows.length, gradient);
    }

    @Override
    public boolean isSmooth() {
        return false;
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        throw Problem.withoutBound("mlp");
    }

    @Override
    public double curvatureShift() {
        throw Problem.withoutBound("mlp");
    }
}
