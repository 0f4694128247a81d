package io.ef21.run;

import io.ef21.Draws;
import io.ef21.QuadraticObjective;
import io.ef21.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** EF21 with Top-1 on diagonal quadratics against Algorithm 2 of the paper, written out with loops. */
class Ef21RecursionTest {
    private static final int ROUNDS = 200;

    @Test
    void iterates_areThoseOfAlgorithm2() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 40; instance++) {
            int n = random.nextInt(1, 10);
            int d = random.nextInt(1, 12);
            double[][] a = new double[n][];
            double[][] b = new double[n][];
            List<QuadraticObjective> clients = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                a[i] = random.doubles(d, 0.1, 2).toArray();
                b[i] = Draws.GAUSSIAN.vector(random, d);
                double[][] matrix = new double[d][d];
                for (int j = 0; j < d; j++) {
                    matrix[j][j] = a[i][j];
                }
                clients.add(new QuadraticObjective(matrix, b[i], 1));
            }
            double gamma = random.nextDouble(0.05, 0.3) / d;
            Trace trace = Trace.of(clients, Trace.options("ef21", "topk:1", Double.toString(gamma), ROUNDS));
            List<double[]> expected = algorithm2(a, b, gamma);
            for (int t = 0; t <= ROUNDS; t++) {
                double[] x = expected.get(t);
                Vectors.assertClose(x, trace.rounds().get(t).model(), 1e-12 * Vectors.norm(x), "x^t of round " + t);
            }
        }
    }

    /** x^0 .. x^R for f_i(x) = sum_j a_ij x_j^2 / 2 - b_ij x_j, with g_i^0 = C(grad f_i(x^0)). */
    private static List<double[]> algorithm2(double[][] a, double[][] b, double gamma) {
        int n = a.length;
        int d = a[0].length;
        double[] x = new double[d];
        double[][] g = new double[n][d];
        List<double[]> iterates = new ArrayList<>();
        for (int t = 0; t <= ROUNDS; t++) {
            iterates.add(x.clone());
            for (int i = 0; i < n; i++) {
                int largest = 0;
                for (int j = 1; j < d; j++) {
                    if (Math.abs(a[i][j] * x[j] - b[i][j] - g[i][j])
                            > Math.abs(a[i][largest] * x[largest] - b[i][largest] - g[i][largest])) {
                        largest = j;
                    }
                }
                g[i][largest] = a[i][largest] * x[largest] - b[i][largest];
            }
            for (int j = 0; j < d; j++) {
                double mean = 0;
                for (int i = 0; i < n; i++) {
                    mean += g[i][j] / n;
                }
                x[j] -= gamma * mean;
            }
        }
        return iterates;
    }
}
