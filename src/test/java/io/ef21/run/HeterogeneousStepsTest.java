package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.QuadraticObjective;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why clients that differ allow longer steps than the quadratic mean of their constants says (Error Feedback Reloaded). */
class HeterogeneousStepsTest {
    /**
     * Machine cloning: f_i becomes N_i = ceil(L_i / L_m) clients with N / (n N_i) f_i. The quadratic mean of their constants is at
     * most sqrt(2) L_m, clones remain the same, and the models are those of the clients they were cloned from.
     */
    @ParameterizedTest
    @ValueSource(strings = {"topk:1", "topk:3"})
    void clones_goTogether(String compressor) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 10; instance++) {
            int n = random.nextInt(2, 7);
            Quadratics quadratics = Quadratics.random(random, n, random.nextInt(4, 10));
            Problem problem = Problem.of(quadratics);
            double mean = problem.arithmeticMean(false);
            int[] copies = new int[n];
            int all = 0;
            for (int i = 0; i < n; i++) {
                copies[i] = (int) Math.ceil(problem.constants()[i] / mean);
                all += copies[i];
            }
            assertTrue(n <= all && all <= 2 * n);
            List<QuadraticObjective> clones = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                for (int copy = 0; copy < copies[i]; copy++) {
                    clones.add(times(
                            (double) all / (n * copies[i]), quadratics.clients().get(i)));
                }
            }
            Problem cloned = Problem.of(new Quadratics(clones));
            assertTrue(cloned.quadraticMean(false) <= Math.sqrt(2) * mean * (1 + 1e-12));
            double alpha = (compressor.equals("topk:1") ? 1.0 : 3) / problem.dimension();
            double gamma = 1 / (problem.smoothness(false) + Math.sqrt(2) * mean * Laws.xi(alpha));
            Asked asked = Asked.of("ef21").compressor(compressor).step(gamma).rounds(100);
            Trace together = asked.on(cloned);
            assertClonesAgree(together, copies);
            Trace apart = asked.on(problem);
            for (int t = 0; t <= apart.last(); t++) {
                Vectors.assertClose(
                        apart.model(t), together.model(t), 1e-10 * Vectors.norm(apart.model(t)), "round " + t);
            }
            Bound bound = new Bound(cloned, together);
            double right = bound.descent() + bound.distortion(false) / (Laws.theta(alpha) * bound.steps());
            assertTrue(bound.gradients() <= right * (1 + Laws.SLACK));
        }
    }

    private static void assertClonesAgree(Trace trace, int[] copies) {
        for (Trace.Round round : trace.rounds()) {
            int first = 0;
            for (int count : copies) {
                for (int copy = 1; copy < count; copy++) {
                    assertArrayEquals(round.memories()[first], round.memories()[first + copy]);
                }
                first += count;
            }
        }
    }

    private static QuadraticObjective times(double factor, QuadraticObjective f) {
        double[][] matrix = new double[f.dimension()][];
        for (int j = 0; j < matrix.length; j++) {
            matrix[j] = Vectors.times(factor, f.matrix()[j]);
        }
        return new QuadraticObjective(matrix, Vectors.times(factor, f.linear()), 1);
    }

    /**
     * L = (1, 1, 1, 100): rounds to a small gradient shrink by (L + L_q xi) / (L + L_m xi), and EF21-W needs as many as EF21 with
     * the same step.
     */
    @Test
    void oneHardClient_costsLessThanItsSquare() {
        SplittableRandom random = new SplittableRandom(2);
        int d = 10;
        List<QuadraticObjective> clients = new ArrayList<>();
        for (double constant : new double[] {1, 1, 1, 100}) {
            double[][] matrix = new double[d][d];
            for (int j = 0; j < d; j++) {
                // condition numbers of 5
                matrix[j][j] = constant * (j == 0 ? 1 : random.nextDouble(0.2, 1));
            }
            clients.add(new QuadraticObjective(matrix, Vectors.times(constant, Draws.GAUSSIAN.vector(random, d)), 1));
        }
        Problem problem = Problem.of(new Quadratics(clients));
        assertEquals(25.75, problem.arithmeticMean(false), 1e-9);
        assertEquals(50.007, problem.quadraticMean(false), 1e-3);
        Asked asked = Asked.of("ef21").compressor("topk:1").rounds(6000);
        int classic = roundsToSmallGradient(asked.step("classic").on(problem));
        int reloaded = roundsToSmallGradient(asked.on(problem));
        int weighted = roundsToSmallGradient(asked.with(Asked.method("ef21-w")).on(problem));
        double xi = Laws.xi(0.1);
        double l = problem.smoothness(false);
        double expected = (l + 50.007 * xi) / (l + 25.75 * xi);
        assertTrue(expected > 1.8);
        assertEquals(expected, (double) classic / reloaded, 0.05 * expected);
        assertEquals(reloaded, weighted, 1.0);
    }

    /** Without heterogeneity there is nothing to gain. */
    @Test
    void equalClients_haveOneStep() {
        SplittableRandom random = new SplittableRandom(3);
        Quadratics one = Quadratics.random(random, 1, 6);
        List<QuadraticObjective> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(new QuadraticObjective(one.clients().get(0).matrix(), Draws.GAUSSIAN.vector(random, 6), 1));
        }
        Problem problem = Problem.of(new Quadratics(clients));
        double theory = Asked.of("ef21").on(problem).gamma();
        assertEquals(theory, Asked.of("ef21").step("classic").on(problem).gamma(), 1e-12 * theory);
    }

    private static int roundsToSmallGradient(Trace trace) {
        double start = Vectors.norm(trace.gradient(0));
        for (int t = 0; t <= trace.last(); t++) {
            if (Vectors.norm(trace.gradient(t)) <= 1e-4 * start) {
                return t;
            }
        }
        throw new AssertionError("still at " + Vectors.norm(trace.gradient(trace.last())) / start);
    }

    /**
     * Rare features: where every column is one of at most c clients, ||mean v_i||^2 <= c/n mean ||v_i||^2, so that EF21 may step by
     * 1 / (L + sqrt(c/n) L_q xi), with alpha = k/r for clients of r columns each.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void rareFeatures_allowLongerSteps(int c) {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 10; instance++) {
            int n = 6;
            int r = 2 * c;
            Problem problem = Problem.of(new Quadratics(rare(random, n, r)));
            double alpha = 1.0 / r;
            double share = Math.sqrt((double) c / n);
            double gamma = 1 / (problem.smoothness(false) + share * problem.quadraticMean(false) * Laws.xi(alpha));
            Trace trace = Asked.of("ef21")
                    .compressor("topk:1")
                    .step(gamma)
                    .rounds(300)
                    .on(problem);
            assertTrue(c == n
                    || gamma
                            > Asked.of("ef21")
                                    .compressor("topk:1")
                                    .step("classic")
                                    .rounds(0)
                                    .on(problem)
                                    .gamma());
            Bound bound = new Bound(problem, trace);
            double right =
                    bound.descent() + share * share * bound.distortion(false) / (Laws.theta(alpha) * bound.steps());
            assertTrue(bound.gradients() <= right * (1 + Laws.SLACK), bound.gradients() + " > " + right);
        }
    }

    /** Clients of the columns 2i .. 2i + r - 1, around a ring of 2n. */
    private static List<QuadraticObjective> rare(SplittableRandom random, int n, int r) {
        int d = 2 * n;
        List<QuadraticObjective> clients = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            QuadraticObjective own = Quadratics.random(random, 1, r).clients().get(0);
            double[][] matrix = new double[d][d];
            double[] linear = new double[d];
            for (int a = 0; a < r; a++) {
                linear[(2 * i + a) % d] = own.linear()[a];
                for (int b = 0; b < r; b++) {
                    matrix[(2 * i + a) % d][(2 * i + b) % d] = own.matrix()[a][b];
                }
            }
            clients.add(new QuadraticObjective(matrix, linear, 1));
        }
        return clients;
    }
}
