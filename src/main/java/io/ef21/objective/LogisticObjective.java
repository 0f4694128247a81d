package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.data.Shard;
import io.ef21.kernel.LogisticSum;
import java.util.Arrays;

/**
 * The mean logistic loss of a shard: f_i(x) = (1/m) sum_j log(1 + exp(-y_j a_j'x)), M = A'A / (4m).
 *
 * @param shard m rows, at least one
 */
public record LogisticObjective(Shard shard) implements Objective {
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
        return shard.fingerprint();
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = LogisticSum.lossAndGradient(shard.matrix(), shard.labels(), x, gradient);
        double m = shard.rows();
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= m;
        }
        return loss / m;
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        double[] gram = new double[product.length];
        LogisticSum.gram(shard.matrix(), v, gram);
        double scale = 1 / (4.0 * shard.rows());
        for (int j = 0; j < gram.length; j++) {
            product[j] += scale * gram[j];
        }
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        shard.matrix().addSquares(1 / (4.0 * shard.rows()), diagonal);
        return true;
    }

    @Override
    public double curvatureShift() {
        return 0;
    }
}
