package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.DenseEigen;
import io.ef21.Differences;
import io.ef21.Draws;
import io.ef21.kernel.Dense;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems made from a seed have the constants that they are made for. */
class GeneratedProblemsTest {
    private static GeneratedProblem problem(String specification, long seed) {
        return (GeneratedProblem) Objectives.parse(specification, seed);
    }

    private static Objective client(String specification, int client, int n) {
        return problem(specification, 5).clients(n, new Regularizer.None()).of(client);
    }

    /** The Hessian by gradients at unit vectors, less that at 0. */
    private static double[][] hessian(Objective f) {
        int d = f.dimension();
        double[] atZero = new double[d];
        f.evaluate(new double[d], atZero);
        double[][] hessian = new double[d][d];
        for (int j = 0; j < d; j++) {
            double[] unit = new double[d];
            unit[j] = 1;
            f.evaluate(unit, hessian[j]);
            hessian[j] = Dense.minus(hessian[j], atZero);
        }
        return hessian;
    }

    private static double[][] curvature(Objective f) {
        int d = f.dimension();
        double[][] matrix = new double[d][d];
        for (int j = 0; j < d; j++) {
            double[] unit = new double[d];
            unit[j] = 1;
            f.addCurvature(unit, matrix[j]);
        }
        return matrix;
    }

    private static double smallest(double[][] symmetric) {
        double[] values = DenseEigen.values(symmetrized(symmetric));
        return values[values.length - 1];
    }

    private static double[][] symmetrized(double[][] a) {
        double[][] s = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                s[i][j] = (a[i][j] + a[j][i]) / 2;
            }
        }
        return s;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quadratic:7:100",
                "quadratic:1:1",
                "quadratic:12:10:noise=2",
                "tridiagonal:9:0.1",
                "tridiagonal:1:0.3:0.01",
                "three-point:1:3"
            })
    void gradientIsTheDerivative_curvatureIsTheHessian_samplesToo(String specification) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3; i++) {
            Objective f = client(specification, i, 3);
            int d = f.dimension();
            assertEquals(1, f.rows());
            Differences.assertGradient(f, Draws.GAUSSIAN.vector(random, d));
            double[][] hessian = hessian(f);
            double[][] matrix = curvature(f);
            double[] diagonal = new double[d];
            assertTrue(f.addCurvatureDiagonal(diagonal));
            double scale = DenseEigen.largest(symmetrized(matrix));
            for (int j = 0; j < d; j++) {
                if (f.strongConvexity() > 0) {
                    assertArrayEquals(hessian[j], matrix[j], 1e-12 * scale);
                }
                assertEquals(matrix[j][j], diagonal[j], 1e-13 * scale);
            }
            assertEquals(0, f.curvatureShift());
            assertEquals(Math.max(0, smallest(hessian)), f.strongConvexity(), 1e-12 * scale);
            double[] values = DenseEigen.values(symmetrized(hessian));
            assertEquals(Math.max(values[0], -values[d - 1]), scale, 1e-12 * scale);
            assertEquals(specification.contains("noise") || specification.startsWith("three"), f.hasSamples());
            if (f.hasSamples()) {
                Batch batch = new Batch(11 + i, 3, true);
                double[] x = Draws.GAUSSIAN.vector(random, d);
                double[] gradient = new double[d];
                double value = f.sample(batch, x, gradient);
                Differences.assertGradient(y -> f.sample(batch, y, new double[d]), value, gradient, x);
                assertEquals(Objective.ENDLESS, f.samples());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 10", "60, 1000", "20, 1"})
    void quadratic_eigenvaluesAreUniformInTheRange(int d, double kappa) {
        Objective f = client("quadratic:" + d + ":" + kappa, 0, 1);
        double[] values = DenseEigen.values(symmetrized(curvature(f)));
        assertTrue(values[0] <= 2 * kappa * (1 + 1e-12), "largest " + values[0]);
        assertTrue(values[d - 1] >= 2 * (1 - 1e-12), "smallest " + values[d - 1]);
        double mean = 0;
        for (double value : values) {
            mean += value / 2 / d;
        }
        // a mean of d uniform numbers: six deviations
        assertEquals((1 + kappa) / 2, mean, 6 * (kappa - 1) / Math.sqrt(12.0 * d) + 1e-12);
        assertEquals(values[d - 1], f.strongConvexity(), 1e-11 * kappa);
        assertEquals(values[0], largest(f), 1e-7 * values[0]);
        double[] gradient = new double[d];
        f.evaluate(new double[d], gradient);
        for (double entry : gradient) {
            assertTrue(entry > -1 && entry <= 0, "y is in [0, 1), got " + -entry);
        }
    }

    private static double largest(Objective f) {
        return LargestEigenvalue.of(f.dimension(), v -> {
            double[] product = new double[v.length];
            f.addCurvature(v, product);
            return product;
        });
    }

    @Test
    void tridiagonal_meanHasTheChosenConvexity() {
        int d = 25;
        int n = 7;
        double[][] mean = new double[d][d];
        for (int i = 0; i < n; i++) {
            double[][] own = hessian(client("tridiagonal:25:0.5:0.003", i, n));
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    mean[j][k] += own[j][k] / n;
                    assertTrue(Math.abs(j - k) <= 1 || own[j][k] == 0);
                }
            }
        }
        assertEquals(0.003, smallest(mean), 1e-12);
    }

    @Test
    void tridiagonal_withoutHeterogeneity_isTheWorstFunctionForGradients() {
        double mu = 1e-6;
        double lowest = TridiagonalQuadratic.smallestOfT(4) / 4;
        for (int i = 0; i < 3; i++) {
            Objective f = problem("tridiagonal:4:0", 9).functions(3).of(i);
            double[][] a = hessian(f);
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 4; k++) {
                    double expected = j == k ? 0.5 + mu - lowest : Math.abs(j - k) == 1 ? -0.25 : 0;
                    assertEquals(expected, a[j][k], 1e-15);
                }
            }
            double[] gradient = new double[4];
            assertEquals(0, f.evaluate(new double[4], gradient));
            assertArrayEquals(new double[] {0.25, 0, 0, 0}, gradient);
        }
        assertArrayEquals(
                new double[] {2, 0, 0, 0}, problem("tridiagonal:4:0", 9).start());
    }

    /** (nu - 1)/s and xi' = (1 + 4 b/nu)/s are standard normal: means and mean squares over 4,000 clients, six deviations. */
    @Test
    void tridiagonal_scalesAndLinearTermsAreNormal() {
        int n = 4000;
        double s = 0.05;
        ClientFunctions functions = new Tridiagonals(3, s, 1e-6, 0, 1).functions(n);
        double[] sums = new double[4];
        for (int i = 0; i < n; i++) {
            TridiagonalQuadratic f = (TridiagonalQuadratic) functions.of(i);
            double nu = 4 * f.scale();
            double first = (nu - 1) / s;
            double second = (1 + 4 * f.linear() / nu) / s;
            sums[0] += first / n;
            sums[1] += second / n;
            sums[2] += first * first / n;
            sums[3] += second * second / n;
        }
        assertEquals(0, sums[0], 6 / Math.sqrt(n));
        assertEquals(0, sums[1], 6 / Math.sqrt(n));
        assertEquals(1, sums[2], 6 * Math.sqrt(2.0 / n));
        assertEquals(1, sums[3], 6 * Math.sqrt(2.0 / n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 40})
    void tridiagonal_closedFormsAreTheEigenvalues(int d) {
        double[] values = DenseEigen.values(symmetrized(hessian(new TridiagonalQuadratic(d, 1, 0, 0))));
        assertEquals(values[0], TridiagonalQuadratic.largestOfT(d), 1e-13);
        assertEquals(values[d - 1], TridiagonalQuadratic.smallestOfT(d), 1e-13);
    }

    /** A client of great heterogeneity need not be convex: M is above its Hessian and above the negated one. */
    @ParameterizedTest
    @CsvSource({"-1, 0", "1, -0.5", "-1, 0.5", "1, -3", "1, 0.1"})
    void tridiagonal_indefinite_isBounded(double scale, double shift) {
        TridiagonalQuadratic f = new TridiagonalQuadratic(8, scale, shift, 0);
        double[][] hessian = hessian(f);
        double[][] matrix = curvature(f);
        double[][] above = new double[8][8];
        double[][] below = new double[8][8];
        for (int j = 0; j < 8; j++) {
            for (int k = 0; k < 8; k++) {
                above[j][k] = matrix[j][k] - hessian[j][k];
                below[j][k] = matrix[j][k] + hessian[j][k];
            }
        }
        double[] values = DenseEigen.values(symmetrized(hessian));
        assertEquals(Math.max(values[0], -values[7]), DenseEigen.largest(symmetrized(matrix)), 1e-13);
        assertTrue(smallest(above) >= -1e-13);
        assertTrue(smallest(below) >= -1e-13);
        assertEquals(Math.max(0, smallest(hessian)), f.strongConvexity(), 1e-13);
        assertEquals(smallest(hessian), f.smallestEigenvalue(), 1e-13);
    }

    @Test
    void functionsFollowFromSeedAndClient() {
        for (String specification :
                List.of("quadratic:6:10", "tridiagonal:6:0.2", "quadratic:6:10:noise=1", "quadratic:6:10:noise=2")) {
            List<Long> prints = new ArrayList<>();
            for (int seed = 0; seed < 2; seed++) {
                for (int i = 0; i < 3; i++) {
                    ClientFunctions functions = problem(specification, seed).clients(3, new Regularizer.None());
                    prints.add(functions.of(i).fingerprint());
                    assertEquals(functions.of(i).fingerprint(), functions.of(i).fingerprint());
                }
            }
            assertEquals(6, prints.stream().distinct().count(), specification);
        }
        assertNotEquals(
                client("quadratic:6:10:noise=1", 0, 1).fingerprint(),
                client("quadratic:6:10:noise=2", 0, 1).fingerprint());
    }

    /** 0 stands for x^0, for the function and for the regularizer. */
    @Test
    void startIsWhereZeroIs() {
        Objective f =
                problem("three-point:1:2", 0).clients(2, new Regularizer.L2(1)).of(1);
        double[] gradient = new double[2];
        assertEquals(1.5 * 0.0001, f.evaluate(new double[2], gradient), 1e-18);
        assertArrayEquals(new double[] {0, -0.03}, gradient, 1e-17);
        assertTrue(problem("three-point:1", 0).isShifted());
        assertTrue(problem("tridiagonal:3:1", 0).isShifted());
        assertFalse(problem("quadratic:3:2", 0).isShifted());
    }

    @Test
    void threePoint_hasTheThreePoints() {
        double sigma = 3;
        double unit = sigma * Math.sqrt(0.3);
        int[] counts = new int[3];
        double square = 0;
        for (int key = 0; key < 30_000; key++) {
            double[] xi = new double[2];
            new Noise.ThreePoint(sigma).add(key, 1, xi);
            int point = xi[0] > 0 ? 0 : xi[0] < 0 ? 2 : 1;
            counts[point]++;
            double[][] points = {{2 * unit, 0}, {0, unit}, {-2 * unit, -unit}};
            assertArrayEquals(points[point], xi, 1e-15);
            square = 0;
            for (double[] p : points) {
                square += Dense.squaredNorm(p) / 3;
            }
        }
        assertEquals(sigma * sigma, square, 1e-14);
        for (int count : counts) {
            // six deviations of a binomial count
            assertEquals(10_000, count, 6 * Math.sqrt(30_000 * 2 / 9.0));
        }
    }

    /** A mean of B draws has the variance sigma^2 / B: mean of 20,000 squared norms, whose deviation is below 1.5 %. */
    @ParameterizedTest
    @CsvSource({"three-point:2, 1", "three-point:2, 8", "quadratic:5:3:noise=2, 1", "quadratic:5:3:noise=2, 8"})
    void batches_averageIndependentDraws(String specification, int size) {
        Objective f = client(specification, 0, 1);
        int d = f.dimension();
        double[] exact = new double[d];
        f.evaluate(new double[d], exact);
        double[] gradient = new double[d];
        double[] mean = new double[d];
        double square = 0;
        int draws = 20_000;
        for (int key = 0; key < draws; key++) {
            f.sample(new Batch(key, size, false), new double[d], gradient);
            double[] xi = Dense.minus(gradient, exact);
            square += Dense.squaredNorm(xi) / draws;
            for (int j = 0; j < d; j++) {
                mean[j] += xi[j] / draws;
            }
        }
        assertEquals(4.0 / size, square, 0.1 * 4 / size);
        assertEquals(0, Math.sqrt(Dense.squaredNorm(mean)), 6 * 2 / Math.sqrt((double) size * draws));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quadratic:7:100.0",
                "quadratic:7:2.5:noise=0.5",
                "tridiagonal:9:0.1:1.0E-6",
                "tridiagonal:9:0.1:0.5:noise=2.0",
                "three-point:1.0",
                "three-point:0.5:3.0",
                "softmax",
                "mlp:8",
                "mlp:8,16"
            })
    void parse_readsWhatItPrints(String specification) {
        assertEquals(specification, Objectives.parse(specification, 3).toString());
        assertEquals(Objectives.parse(specification, 3), Objectives.parse(specification, 3));
    }
}
