package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.data.Shard;
import io.ef21.kernel.LossSum;
import java.util.Arrays;

/**
 * The mean loss of a shard under a linear model: f_i(x) = sum_j w_j phi(a_j'x, y_j) / W, W = sum_j w_j, M = c A' diag(w) A /
 * W, c the bound on phi''. Where all rows weigh 1, W is m. A batch is uniform over the rows: its mean of w_j phi_j m / W is
 * unbiased.
 *
 * @param loss phi
 * @param shard m rows, at least one, with the labels that the loss wants
 */
public record LinearModelObjective(Loss loss, Shard shard) implements Objective {
    private static final long serialVersionUID = 1L;

    @Override
    public int dimension() {
        return shard.owned().size();
    }

    @Override
    public Columns columns() {
        return shard.owned();
    }

    @Override
    public long rows() {
        return shard.rows();
    }

    @Override
    public long nonzeros() {
        return shard.matrix().nonzeros();
    }

    @Override
    public long fingerprint() {
        return loss.fingerprint(shard.fingerprint());
    }

    @Override
    public double weight() {
        return shard.totalWeight();
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = LossSum.lossAndGradient(
                loss.pointwise(), shard.matrix(), shard.labels(), shard.weightValues(), x, gradient);
        return mean(sum, shard.totalWeight(), gradient);
    }

    @Override
    public boolean hasSamples() {
        return true;
    }

    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        int[] rows = batch.of(shard.rows());
        double sum = LossSum.lossAndGradient(
                loss.pointwise(), shard.matrix(), shard.labels(), shard.weightValues(), rows, x, gradient);
        double averageWeight = shard.totalWeight() / shard.rows();
        return mean(sum, rows.length * averageWeight, gradient);
    }

    private static double mean(double sum, double total, double[] gradient) {
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= total;
        }
        return sum / total;
    }

    @Override
    public double sampleCurvature() {
        // a sample of a weighted row counts as often as it weighs
        return shard.weights() == null ? loss.curvature() * shard.matrix().largestSquaredRow(dimension()) : Double.NaN;
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        double[] gram = new double[product.length];
        LossSum.gram(shard.matrix(), shard.weightValues(), v, gram);
        double scale = loss.curvature() / shard.totalWeight();
        for (int j = 0; j < gram.length; j++) {
            product[j] += scale * gram[j];
        }
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        shard.matrix().addSquares(loss.curvature() / shard.totalWeight(), shard.weightValues(), diagonal);
        return true;
    }

    @Override
    public double curvatureShift() {
        return 0;
    }

    @Override
    public Moments moments() {
        return Moments.of(shard.matrix(), shard.weightValues(), dimension());
    }
}
