package io.ef21;

import io.ef21.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Heterogeneous quadratic problems with everything that theorems speak of, by dense linear algebra.
 *
 * @param clients f_i(x) = 1/2 x'A_i x - b_i'x
 */
public record Quadratics(List<QuadraticObjective> clients) {
    private static final double RANK_TOLERANCE = 1e-9;

    /**
     * Clients whose scales spread over {@code spread}, with different minimisers.
     *
     * @param rank of every A_i; all share one range of that dimension, so that f is bounded below
     * @param ridge multiple of the projection on that range in every A_i (relative to its scale)
     */
    public static Quadratics random(
            SplittableRandom random, int clients, int d, int rank, double spread, double ridge) {
        double[][] basis = orthonormal(random, rank, d);
        List<QuadraticObjective> objectives = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            double scale = Math.pow(spread, random.nextDouble());
            double[][] rows = new double[rank][];
            for (int r = 0; r < rank; r++) {
                rows[r] = combination(Draws.GAUSSIAN.vector(random, rank), basis);
            }
            double[][] matrix = new double[d][d];
            DenseEigen.addGram(matrix, rows, scale / rank);
            DenseEigen.addGram(matrix, basis, scale * ridge);
            double[] linear = Vectors.times(3 * scale, combination(Draws.GAUSSIAN.vector(random, rank), basis));
            objectives.add(new QuadraticObjective(matrix, linear, random.nextLong(1, 50)));
        }
        return new Quadratics(objectives);
    }

    /** Well-conditioned heterogeneous clients over all d columns. */
    public static Quadratics random(SplittableRandom random, int clients, int d) {
        return random(random, clients, d, d, 30, 0.1);
    }

    /** The clients as an engine takes them. */
    public List<Objective> objectives() {
        return List.copyOf(clients);
    }

    /** d. */
    public int dimension() {
        return clients.get(0).dimension();
    }

    /** 1/n each, or the shares of the rows. */
    public double[] weights(boolean byRows) {
        return weights(objectives(), byRows);
    }

    /** 1/n each, or the shares of the rows. */
    public static double[] weights(List<? extends Objective> objectives, boolean byRows) {
        double total = objectives.stream().mapToLong(Objective::rows).sum();
        return objectives.stream()
                .mapToDouble(f -> byRows ? f.rows() / total : 1.0 / objectives.size())
                .toArray();
    }

    /** L_i, the largest eigenvalue of every A_i. */
    public double[] constants() {
        return clients.stream().mapToDouble(f -> DenseEigen.largest(f.matrix())).toArray();
    }

    /** sum_i w_i A_i. */
    public double[][] matrix(double[] weights) {
        int d = dimension();
        double[][] sum = new double[d][d];
        for (int c = 0; c < weights.length; c++) {
            for (int i = 0; i < d; i++) {
                Vectors.add(weights[c], clients.get(c).matrix()[i], sum[i]);
            }
        }
        return sum;
    }

    /** L. */
    public double smoothness(double[] weights) {
        return DenseEigen.largest(matrix(weights));
    }

    /** The constant of the PL inequality: the smallest positive eigenvalue. */
    public double pl(double[] weights) {
        double[] values = DenseEigen.values(matrix(weights));
        double smallest = values[0];
        for (double value : values) {
            smallest = value > RANK_TOLERANCE * values[0] ? value : smallest;
        }
        return smallest;
    }

    /** A minimiser of f, the one of smallest norm. */
    public double[] minimiser(double[] weights) {
        int d = dimension();
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(matrix(weights)));
        double[] linear = new double[d];
        for (int c = 0; c < weights.length; c++) {
            Vectors.add(weights[c], clients.get(c).linear(), linear);
        }
        double[] minimiser = new double[d];
        for (int k = 0; k < d && eigen.getRealEigenvalue(k) > RANK_TOLERANCE * eigen.getRealEigenvalue(0); k++) {
            double[] vector = eigen.getEigenvector(k).toArray();
            Vectors.add(Vectors.dot(vector, linear) / eigen.getRealEigenvalue(k), vector, minimiser);
        }
        return minimiser;
    }

    /** The smallest value of f. */
    public double infimum(double[] weights) {
        double[] minimiser = minimiser(weights);
        double value = 0;
        for (int c = 0; c < weights.length; c++) {
            value += weights[c] * clients.get(c).evaluate(minimiser, new double[dimension()]);
        }
        return value;
    }

    private static double[][] orthonormal(SplittableRandom random, int rank, int d) {
        double[][] basis = new double[rank][];
        for (int r = 0; r < rank; r++) {
            double[] v = Draws.GAUSSIAN.vector(random, d);
            for (int pass = 0; pass < 2; pass++) {
                for (int s = 0; s < r; s++) {
                    Vectors.add(-Vectors.dot(v, basis[s]), basis[s], v);
                }
            }
            basis[r] = Vectors.times(1 / Vectors.norm(v), v);
        }
        return basis;
    }

    private static double[] combination(double[] coefficients, double[][] vectors) {
        double[] sum = new double[vectors[0].length];
        for (int r = 0; r < coefficients.length; r++) {
            Vectors.add(coefficients[r], vectors[r], sum);
        }
        return sum;
    }
}
