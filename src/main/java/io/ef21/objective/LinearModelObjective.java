package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.data.Shard;
import io.ef21.kernel.LossSum;
import java.util.Arrays;

/**
 * The mean loss of a shard under a linear model: f_i(x) = (1/m) sum_j phi(a_j'x, y_j), M = c A'A / m, c the bound on
 * phi''.
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
    public double evaluate(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = LossSum.lossAndGradient(loss.pointwise(), shard.matrix(), shard.labels(), x, gradient);
        double m = shard.rows();
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= m;
        }
        return sum / m;
    }

    @Override
    public boolean hasSamples() {
        return true;
    }

    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        int[] rows = batch.of(shard.rows());
        double sum = LossSum.lossAndGradient(loss.pointwise(), shard.matrix(), shard.labels(), rows, x, gradient);
        double m = rows.length;
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= m;
        }
        return sum / m;
    }

    @Override
    public double sampleCurvature() {
        return loss.curvature() * shard.matrix().largestSquaredRow(dimension());
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        double[] gram = new double[product.length];
        LossSum.gram(shard.matrix(), v, gram);
        double scale = loss.curvature() / shard.rows();
        for (int j = 0; j < gram.length; j++) {
            product[j] += scale * gram[j];
        }
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        shard.matrix().addSquares(loss.curvature() / shard.rows(), diagonal);
        return true;
    }

    @Override
    public double curvatureShift() {
        return 0;
    }
}
