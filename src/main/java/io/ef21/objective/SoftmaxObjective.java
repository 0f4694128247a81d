package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.LossSum;
import io.ef21.kernel.SoftmaxSum;
import java.util.Arrays;

/**
 * The mean softmax loss of a client's rows: f_i(x) = (1/W) sum_j w_j (log sum_c exp(a_j'x_c) - a_j'x_(y_j)). Class c of
 * column k is entry k K + c of the model: an entry of the data meets K neighbours. M = (1/2)(A' diag(w) A / W) (x) (I - 11'/K),
 * which bounds the Hessian (Boehning 1992) and has the top lambda_max(A' diag(w) A) / (2 W).
 *
 * @param owned the entries of the model that belong to columns of the rows
 * @param data at least one row
 * @param classes K, at least 2
 */
record SoftmaxObjective(Columns owned, ClassRows data, int classes) implements Objective {
    private static final long serialVersionUID = 1L;
    private static final long PURPOSE = 0x536f66746d6178L;

    @Override
    public int dimension() {
        return owned.size();
    }

    @Override
    public Columns columns() {
        return owned;
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
        return CounterRandom.key(CounterRandom.key(data.fingerprint(), PURPOSE), classes);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = SoftmaxSum.lossAndGradient(data.matrix(), data.labels(), data.weights(), classes, x, gradient);
        return data.mean(sum, data.count(), gradient);
    }

    @Override
    public boolean hasSamples() {
        return true;
    }

    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        int[] rows = batch.of(data.count());
        double sum =
                SoftmaxSum.lossAndGradient(data.matrix(), data.labels(), data.weights(), rows, classes, x, gradient);
        return data.mean(sum, rows.length, gradient);
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        int columns = v.length / classes;
        double[] mean = new double[columns];
        for (int p = 0; p < v.length; p++) {
            mean[p / classes] += v[p] / classes;
        }
        double[] own = new double[columns];
        for (int c = 0; c < classes; c++) {
            for (int k = 0; k < columns; k++) {
                own[k] = v[k * classes + c] - mean[k];
            }
            double[] gram = new double[columns];
            LossSum.gram(data.matrix(), data.weights(), own, gram);
            for (int k = 0; k < columns; k++) {
                product[k * classes + c] += 0.5 / data.totalWeight() * gram[k];
            }
        }
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        double[] squares = new double[diagonal.length / classes];
        double scale = 0.5 * (classes - 1) / classes;
        data.matrix().addSquares(scale / data.totalWeight(), data.weights(), squares);
        for (int p = 0; p < diagonal.length; p++) {
            diagonal[p] += squares[p / classes];
        }
        return true;
    }

    @Override
    public double curvatureShift() {
        return 0;
    }

    @Override
    public Moments moments() {
        return Moments.of(data.matrix(), data.weights(), dimension() / classes).times(classes);
    }
}
