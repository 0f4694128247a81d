package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.QuadraticObjective;
import io.ef21.Vectors;
import io.ef21.compress.TopK;
import io.ef21.objective.Objective;
import io.ef21.objective.ShiftedObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed gradients without memory: fine for one client, divergent for three, and EF21 repairs it. */
class CompressedGradientDescentTest {
    /** On biased compression, Example 1: x^k = (1 + 11 eta / 6)^k x^0 for every step eta. */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.1, 0.3, 1})
    void dcgd_onExample1_divergesGeometrically(double eta) {
        Trace trace = Trace.of(example1(1), Trace.options("dcgd", "topk:1", Double.toString(eta), 100));
        // a run that has grown by ten orders of magnitude is called diverged
        for (int t = 0; t <= trace.last(); t++) {
            double expected = Math.pow(1 + 11 * eta / 6, t);
            for (double moved : trace.rounds().get(t).model()) {
                assertEquals(expected, 1 + moved, 1e-12 * expected);
            }
        }
        assertTrue(trace.last() == 100 || Math.pow(1 + 11 * eta / 6, trace.last()) > 1e4);
    }

    @ParameterizedTest
    @CsvSource({"ef21, theory", "ef21, classic", "ef21+, theory", "ef14, theory"})
    void errorFeedback_onExample1_converges(String method, String step) {
        Trace trace = Trace.of(example1(1), Trace.options(method, "topk:1", step, 4000));
        double[] x = trace.rounds().get(trace.last()).model().clone();
        Vectors.add(1, new double[] {1, 1, 1}, x);
        assertTrue(Vectors.norm(x) < 1e-9, "||x|| = " + Vectors.norm(x));
        assertEquals(StopReason.ROUNDS, trace.outcome().reason());
    }

    @Test
    void dcgd_onExample1_isReportedAsDivergedAtLast() {
        Trace trace = Trace.of(example1(1), Trace.options("dcgd", "topk:1", "1e6", 200));
        assertEquals(StopReason.DIVERGED, trace.outcome().reason());
        assertTrue(trace.last() < 200);
    }

    /** Example 2: growth by 1 + eta (2b - 1) d1 / d, b = d2 + d2 / d1, in every round. */
    @ParameterizedTest
    @CsvSource({"5, 2, 0.01", "3, 1, 0.1", "4, 1, 0.02", "6, 2, 0.05", "7, 3, 0.01"})
    void dcgd_onExample2_growsByItsFactor(int d, int d1, double eta) {
        double d2 = d - d1;
        double factor = 1 + eta * (2 * (d2 + d2 / d1) - 1) * d1 / d;
        Trace trace = Trace.of(example2(d, d1), Trace.options("dcgd", "topk:" + d1, Double.toString(eta), 50));
        for (int t = 0; t <= 50; t++) {
            double expected = Math.pow(factor, t);
            for (double moved : trace.rounds().get(t).model()) {
                assertEquals(expected, 1 + moved, 1e-12 * expected);
            }
        }
    }

    @Test
    void factorOfExample2_isThatOfTheErratum() {
        Trace trace = Trace.of(example2(5, 2), Trace.options("dcgd", "topk:2", "0.01", 1));
        assertEquals(1.032, 1 + trace.model(1)[0], 1e-12);
    }

    /** Example 3: f_i = v_i'x + |x|^2 / 2 with sum C(v_i) = 0 but sum v_i = (1, 0) stays at 0 for ever; x* = -(1/3, 0). */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1})
    void dcgd_onExample3_staysWhereItIs(double eta) {
        for (Trace.Round round : Trace.of(example3(), Trace.options("dcgd", "topk:1", Double.toString(eta), 50))
                .rounds()) {
            assertEquals(0, Vectors.norm(round.model()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ef21", "ef21+", "econtrol", "clag", "ef-bv", "3pcv5"})
    void errorFeedback_onExample3_converges(String method) {
        Trace trace = Trace.of(example3(), Trace.options(method, "topk:1", "theory", 1000));
        Vectors.assertClose(new double[] {-1 / 3.0, 0}, trace.model(trace.last()), 1e-9, "x");
    }

    private static List<Objective> example3() {
        List<Objective> clients = new ArrayList<>();
        for (double[] v : new double[][] {{1, 4}, {-1, -2}, {1, -2}}) {
            clients.add(new QuadraticObjective(new double[][] {{1, 0}, {0, 1}}, Vectors.times(-1, v), 1));
        }
        return clients;
    }

    @Test
    void dcgd_ofOneClient_isCompressedGradientDescent() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 30; instance++) {
            Objective f = Problem.wide(random).objectives().get(0);
            int d = f.dimension();
            TopK topK = new TopK(random.nextInt(1, d + 1), false);
            Trace trace = Trace.of(List.of(f), Trace.options("dcgd", topK.toString(), "theory", 100));
            double[] x = new double[d];
            for (int t = 0; t <= 100; t++) {
                Vectors.assertClose(x, trace.rounds().get(t).model(), 1e-12 * Vectors.norm(x), "round " + t);
                double[] gradient = new double[d];
                f.evaluate(x, gradient);
                topK.compress(gradient, 0).addTo(x, -trace.gamma());
            }
        }
    }

    /** With 1/L and q = ||C(grad) - grad||^2 / ||grad||^2: f falls by (1 - q) / 2L ||grad||^2 in every round. */
    @Test
    void dcgd_ofOneClient_descendsByWhatItKeeps() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 30; instance++) {
            Objective f = Problem.wide(random).objectives().get(0);
            TopK topK = new TopK(random.nextInt(1, f.dimension() + 1), false);
            Trace trace = Trace.of(List.of(f), Trace.options("dcgd", topK.toString(), "theory", 100));
            for (int t = 0; t < 100; t++) {
                double[] kept = topK.compress(trace.gradient(t), 0).toDense();
                double descent = trace.gamma() / 2 * Vectors.dot(kept, kept);
                double rounding = Laws.ROUNDING * (Math.abs(trace.value(t)) + Math.abs(trace.value(t + 1)));
                assertTrue(trace.value(t + 1) <= trace.value(t) - descent * (1 - Laws.SLACK) + rounding);
            }
        }
    }

    /** f_i(x) = (a_i'x)^2 + |x|^2 / 4 from x^0 = t (1, 1, 1). */
    private static List<Objective> example1(double t) {
        return clients(new double[][] {{-3, 2, 2}, {2, -3, 2}, {2, 2, -3}}, 0.5, t);
    }

    /** f_I(x) = (a_I'x)^2 + |x|^2 / 2 for all I of d1 of the d indices, a_I = -b on I and c elsewhere. */
    private static List<Objective> example2(int d, int d1) {
        double d2 = d - d1;
        double b = d2 + d2 / d1;
        double c = d1 + 1 / d2 + 1;
        List<double[]> vectors = new ArrayList<>();
        for (int subset = 0; subset < 1 << d; subset++) {
            if (Integer.bitCount(subset) == d1) {
                double[] a = new double[d];
                for (int j = 0; j < d; j++) {
                    a[j] = (subset >> j & 1) == 1 ? -b : c;
                }
                vectors.add(a);
            }
        }
        return clients(vectors.toArray(new double[0][]), 1, 1);
    }

    private static List<Objective> clients(double[][] vectors, double ridge, double start) {
        List<Objective> clients = new ArrayList<>();
        for (double[] a : vectors) {
            double[][] matrix = new double[a.length][];
            for (int j = 0; j < a.length; j++) {
                matrix[j] = Vectors.times(2 * a[j], a);
                matrix[j][j] += ridge;
            }
            double[] origin = new double[a.length];
            Arrays.fill(origin, start);
            clients.add(new ShiftedObjective(new QuadraticObjective(matrix, new double[a.length], 1), origin));
        }
        return clients;
    }
}
