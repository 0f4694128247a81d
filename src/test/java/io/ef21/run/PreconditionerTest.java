package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.Vectors;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of variables: units and the order of columns do not matter, and the optimum stays where it is. */
class PreconditionerTest {
    private static final int D = 30;
    private static final Regularizer NONE = new Regularizer.None();

    @ParameterizedTest
    @CsvSource({
        "ef21, quantize:4, step:quantize:6, lbfgs, auto, false",
        "ef21, topk:3, exact, gradient, theory, false",
        "ef21+, topk:0.1, exact, gradient, auto, true",
        "ef21, quantize:3, step:quantize:8, fista, theory, true",
        "gd, identity, exact, lbfgs:3, auto, false",
        "dcgd, quantize:8, exact, heavy-ball:0.5, theory, true"
    })
    void powersOfTwoInTheColumns_changeNoBitOfTheHistory(
            String method, String compressor, String downlink, String update, String step, boolean compact) {
        SplittableRandom random = new SplittableRandom(1);
        TrainingOptions options = ScaledData.options(method, compressor, downlink, update, step, NONE, true, 60);
        for (int instance = 0; instance < 3; instance++) {
            int[] exponents = random.ints(D, -10, 11).toArray();
            Problems.Run plain = run(instance, ScaledData.inOrder(D), new int[D], compact, options);
            Problems.Run scaled = run(instance, ScaledData.inOrder(D), exponents, compact, options);
            for (int t = 0; t < plain.records().size(); t++) {
                RoundRecord expected = plain.at(t);
                RoundRecord actual = scaled.at(t);
                assertEquals(expected.objective(), actual.objective(), "f, round " + t);
                assertEquals(expected.action(), actual.action(), "round " + t);
                assertEquals(expected.stepSize(), actual.stepSize(), "round " + t);
                assertEquals(expected.uplinkBytes(), actual.uplinkBytes(), "round " + t);
                assertEquals(expected.downlinkBytes(), actual.downlinkBytes(), "round " + t);
            }
            assertEquals(plain.records().size(), scaled.records().size());
            assertTrue(plain.outcome().last().objective() < plain.at(0).objective());
            for (int j = 0; j < D; j++) {
                double back = Math.scalb(scaled.outcome().model()[j], exponents[j]);
                assertEquals(plain.outcome().model()[j], back, "column " + j);
            }
        }
    }

    /** Sums over columns are taken in another order: no more than that. */
    @ParameterizedTest
    @CsvSource({"gradient, theory, 1e-13", "nesterov:0.7, theory, 1e-13", "lbfgs, auto, 1e-5"})
    void theOrderOfTheColumns_mattersByRoundingOnly(String update, String step, double tolerance) {
        SplittableRandom random = new SplittableRandom(2);
        TrainingOptions options =
                ScaledData.options("ef21", "identity", "exact", update, step, new Regularizer.L2(1e-3), true, 40);
        for (int instance = 0; instance < 5; instance++) {
            int[] places = shuffled(random);
            Problems.Run plain = run(instance, ScaledData.inOrder(D), new int[D], false, options);
            Problems.Run moved = run(instance, places, new int[D], false, options);
            double gap = plain.at(0).objective() - plain.outcome().last().objective();
            for (int t = 0; t <= 40; t++) {
                double off = Math.abs(plain.at(t).objective() - moved.at(t).objective()) / gap;
                assertTrue(off <= tolerance, "round " + t + ": " + off);
            }
            for (int j = 0; j < D; j++) {
                assertEquals(plain.outcome().model()[j], moved.outcome().model()[places[j]], 1e-3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"l2:0.01", "l1:0.01", "elasticnet:0.02:0.5"})
    void theOptimum_isTheSame(String regularizer) {
        SplittableRandom random = new SplittableRandom(3);
        for (int instance = 0; instance < 3; instance++) {
            int[] exponents = random.ints(D, -2, 3).toArray();
            Problems.Run[] runs = new Problems.Run[2];
            for (int scaled = 0; scaled < 2; scaled++) {
                TrainingOptions options = ScaledData.options(
                        "ef21",
                        "quantize:6",
                        "exact",
                        "lbfgs",
                        "auto",
                        Regularizer.parse(regularizer),
                        scaled == 1,
                        400);
                runs[scaled] = run(instance, ScaledData.inOrder(D), exponents, false, options);
            }
            double f = runs[0].outcome().last().objective();
            assertEquals(f, runs[1].outcome().last().objective(), 1e-10 * f);
            double[] x = runs[0].outcome().model();
            Vectors.assertClose(x, runs[1].outcome().model(), 1e-4 * Vectors.norm(x), "instance " + instance);
            assertNotNull(runs[1].outcome().setting().scaling());
            assertNull(runs[0].outcome().setting().scaling());
        }
    }

    /** Where the regularizer outweighs the data, it alone decides: 2^10 is nearest to 1000. */
    @Test
    void theRegularizerAtTheServer_countsAsCurvature() {
        TrainingOptions options =
                ScaledData.options("ef21", "topk:3", "exact", "lbfgs", "auto", new Regularizer.L2(1000), true, 3);
        Problems.Run run = run(1, ScaledData.inOrder(D), new int[D], false, options);
        byte[] halves = new byte[D];
        Arrays.fill(halves, (byte) 10);
        assertArrayEquals(
                halves,
                Objects.requireNonNull(run.outcome().setting().scaling()).halves());
    }

    /** A function that does not tell its diagonal is trained as it is. */
    @Test
    void withoutADiagonal_thereIsNoScaling() {
        List<Objective> clients = ScaledData.clients(1, 4, ScaledData.inOrder(D), new int[D], false).stream()
                .<Objective>map(WithoutDiagonal::new)
                .toList();
        TrainingOptions options = ScaledData.options("ef21", "topk:3", "exact", "lbfgs", "auto", NONE, true, 10);
        try (LocalEngine engine = LocalEngine.of(clients, 1)) {
            Problems.Run run = Problems.run(engine, options);
            assertNull(run.outcome().setting().scaling());
            assertTrue(run.outcome().setting().reasons().stream().anyMatch(r -> r.startsWith("no preconditioner")));
        }
    }

    /** The same function, with less to say about it. */
    private record WithoutDiagonal(Objective base) implements Objective {
        private static final long serialVersionUID = 1L;

        @Override
        public int dimension() {
            return base.dimension();
        }

        @Override
        public long rows() {
            return base.rows();
        }

        @Override
        public long nonzeros() {
            return base.nonzeros();
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            return base.evaluate(x, gradient);
        }

        @Override
        public void addCurvature(double[] v, double[] product) {
            base.addCurvature(v, product);
        }

        @Override
        public double curvatureShift() {
            return base.curvatureShift();
        }
    }

    private static Problems.Run run(
            long seed, int[] places, int[] exponents, boolean compact, TrainingOptions options) {
        try (LocalEngine engine = LocalEngine.of(ScaledData.clients(seed, 5, places, exponents, compact), 1)) {
            return Problems.run(engine, options);
        }
    }

    private static int[] shuffled(SplittableRandom random) {
        int[] places = ScaledData.inOrder(D);
        for (int j = D - 1; j > 0; j--) {
            int k = random.nextInt(j + 1);
            int other = places[k];
            places[k] = places[j];
            places[j] = other;
        }
        return places;
    }
}
