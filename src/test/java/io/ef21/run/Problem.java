package io.ef21.run;

import io.ef21.DenseEigen;
import io.ef21.Quadratics;
import io.ef21.SparseRows;
import io.ef21.data.Columns;
import io.ef21.data.Shard;
import io.ef21.kernel.DenseMatrix;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Clients with the constants that theorems use, by dense linear algebra.
 *
 * @param objectives f_i
 * @param constants L_i
 * @param bounds matrices M_i, M_i <= L_i I, that bound the Hessians
 */
record Problem(List<Objective> objectives, double[] constants, List<double[][]> bounds) {
    /** Quadratics whose scales differ. */
    static Problem of(Quadratics quadratics) {
        return new Problem(
                quadratics.objectives(),
                quadratics.constants(),
                quadratics.clients().stream().map(f -> f.matrix()).toList());
    }

    /** Logistic regression with shards of 1 to 40 rows and signed sparse features of different scales. */
    static Problem logistic(SplittableRandom random, int clients, int d, Regularizer regularizer) {
        return logistic(random, clients, d, 0.5, false, regularizer);
    }

    private static Problem logistic(
            SplittableRandom random, int clients, int d, double density, boolean compact, Regularizer regularizer) {
        List<Objective> objectives = new ArrayList<>();
        List<double[][]> bounds = new ArrayList<>();
        double[] constants = new double[clients];
        for (int i = 0; i < clients; i++) {
            Shard shard = scaled(
                    SparseRows.shard(random, random.nextInt(1, 41), d, density, compact), random.nextDouble(0.3, 3));
            objectives.add(RegularizedObjective.of(new Loss.Logistic().on(shard), regularizer));
            double[][] bound = new double[d][d];
            DenseEigen.addGram(bound, SparseRows.dense(shard), 1 / (4.0 * shard.rows()));
            for (int j = 0; j < d; j++) {
                bound[j][j] += regularizer.curvature();
            }
            bounds.add(bound);
            constants[i] = DenseEigen.largest(bound);
        }
        return new Problem(objectives, constants, bounds);
    }

    /** A quadratic or a logistic problem of random size. */
    static Problem wide(SplittableRandom random) {
        int clients = random.nextInt(1, 9);
        int d = random.nextInt(2, 20);
        return random.nextBoolean()
                ? of(Quadratics.random(random, clients, d))
                : logistic(random, clients, d, new Regularizer.Nonconvex(random.nextDouble(0.2)));
    }

    /** A problem of random size, in one of three cases with clients that own only the columns that occur in their rows. */
    static Problem random(SplittableRandom random) {
        return random.nextInt(3) > 0
                ? wide(random)
                : logistic(random, random.nextInt(1, 9), random.nextInt(2, 30), 0.15, true, new Regularizer.None());
    }

    /** d. */
    int dimension() {
        return bounds.get(0).length;
    }

    /** L, the largest eigenvalue of sum_i w_i M_i. */
    double smoothness(boolean byRows) {
        int d = dimension();
        double[] weights = Quadratics.weights(objectives, byRows);
        double[][] mean = new double[d][d];
        for (int i = 0; i < weights.length; i++) {
            for (int r = 0; r < d; r++) {
                for (int c = 0; c < d; c++) {
                    mean[r][c] += weights[i] * bounds.get(i)[r][c];
                }
            }
        }
        return DenseEigen.largest(mean);
    }

    /** sum_i w_i L_i. */
    double arithmeticMean(boolean byRows) {
        double[] weights = Quadratics.weights(objectives, byRows);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * constants[i];
        }
        return sum;
    }

    /** sqrt(sum_i w_i L_i^2). */
    double quadraticMean(boolean byRows) {
        double[] weights = Quadratics.weights(objectives, byRows);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * constants[i] * constants[i];
        }
        return Math.sqrt(sum);
    }

    private static Shard scaled(Shard shard, double scale) {
        int d = shard.owned().size();
        if (d == 0) {
            return shard;
        }
        double[][] rows = SparseRows.dense(new Shard(Columns.all(d), shard.matrix(), shard.labels()));
        double[] values = new double[rows.length * d];
        Arrays.setAll(values, p -> scale * rows[p / d][p % d]);
        return new Shard(shard.owned(), new DenseMatrix(d, shard.matrix().nonzeros(), values), shard.labels());
    }
}
