package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.QuadraticObjective;
import io.ef21.Quadratics;
import io.ef21.data.Columns;
import io.ef21.data.Shard;
import io.ef21.kernel.Entries;
import io.ef21.kernel.SparseMatrix;
import io.ef21.method.Methods;
import io.ef21.method.Smoothness;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.wire.ValueBits;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L, the means of the L_i and the steps that follow from them, against dense matrices. */
class SmoothnessConstantsTest {
    /** Twice the accuracy that the eigenvalues promise. */
    private static final double TOLERANCE = 2e-8;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void constants_ofRandomProblems_areThoseOfTheDenseMatrices(boolean byRows) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 100; instance++) {
            Problem problem = Problem.random(random);
            Smoothness found = smoothness(problem.objectives(), "theory", byRows);
            assertClose(problem.smoothness(byRows), found.whole());
            assertClose(problem.arithmeticMean(byRows), found.arithmeticMean());
            assertClose(problem.quadraticMean(byRows), found.quadraticMean());
            assertClose(Arrays.stream(problem.constants()).min().getAsDouble(), found.smallest());
            assertClose(Arrays.stream(problem.constants()).max().getAsDouble(), found.largest());
            assertFalse(found.bounded());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void steps_areThoseOfTheTheorems(boolean byRows) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 50; instance++) {
            Problem problem = Problem.wide(random);
            int k = random.nextInt(1, problem.dimension() + 1);
            double alpha = (double) k / problem.dimension();
            double whole = problem.smoothness(byRows);
            assertClose(
                    1 / (whole + problem.quadraticMean(byRows) * Laws.xi(alpha)),
                    setting(problem.objectives(), "topk:" + k, "classic", byRows)
                            .stepSize()
                            .gamma());
            assertClose(
                    3 / (whole + problem.arithmeticMean(byRows) * Laws.xi(alpha)),
                    setting(problem.objectives(), "topk:" + k, "theory:3", byRows)
                            .stepSize()
                            .gamma());
        }
    }

    @Test
    void step_withoutCompression_isOneOverL() {
        SplittableRandom random = new SplittableRandom(3);
        for (String rule : List.of("theory", "classic")) {
            Problem problem = Problem.random(random);
            assertClose(
                    1 / problem.smoothness(false),
                    setting(problem.objectives(), "identity", rule, false)
                            .stepSize()
                            .gamma());
        }
    }

    @Test
    void serverRegularizer_countsForTheWholeOnly() {
        Problem problem = Problem.logistic(new SplittableRandom(4), 5, 9, new Regularizer.None());
        TrainingOptions regularized =
                Trace.withServerRegularizer(Trace.options("ef21", "topk:1", "theory", 0), new Regularizer.L2(0.7));
        Smoothness found = Objects.requireNonNull(
                Trace.of(problem.objectives(), regularized).outcome().setting().smoothness());
        assertClose(problem.smoothness(false) + 0.7, found.whole());
        assertClose(problem.arithmeticMean(false), found.arithmeticMean());
    }

    /** Beyond four million numbers per product the mean of the L_i stands for L, which it bounds. */
    @Test
    void whole_ofManyColumns_isBoundedByTheMean() {
        SplittableRandom random = new SplittableRandom(5);
        int d = 1_400_000;
        List<Objective> clients = List.of(oneRow(random, d), oneRow(random, d), oneRow(random, d));
        Smoothness found = smoothness(clients, "theory", false);
        assertTrue(found.bounded());
        assertEquals(found.arithmeticMean(), found.whole());
        assertTrue(found.smallest() < found.whole() && found.whole() < found.largest());
    }

    @Test
    void constantFunctions_allowAnyStep() {
        double[][] zero = new double[3][3];
        List<Objective> flat = List.of(new QuadraticObjective(zero, new double[3], 1));
        assertEquals(1, setting(flat, "topk:1", "theory", false).stepSize().gamma());
    }

    @Test
    void means_lieInTheirOrder() {
        SplittableRandom random = new SplittableRandom(6);
        for (int instance = 0; instance < 20; instance++) {
            Smoothness s = smoothness(Quadratics.random(random, 6, 8).objectives(), "theory", instance % 2 == 0);
            assertTrue(s.whole() <= s.arithmeticMean() * (1 + TOLERANCE));
            assertTrue(s.smallest() < s.arithmeticMean());
            assertTrue(s.arithmeticMean() < s.quadraticMean());
            assertTrue(s.quadraticMean() < s.largest());
        }
    }

    private static Objective oneRow(SplittableRandom random, int d) {
        double[] value = {random.nextDouble(1, 2)};
        return new Loss.Logistic()
                .on(new Shard(
                        Columns.all(d),
                        new SparseMatrix(new int[] {0, 1}, new int[] {random.nextInt(d)}, new Entries.Doubles(value)),
                        new double[] {1}));
    }

    private static Smoothness smoothness(List<Objective> objectives, String rule, boolean byRows) {
        return Objects.requireNonNull(
                setting(objectives, "topk:1", rule, byRows).smoothness());
    }

    private static Setting setting(List<Objective> objectives, String compressor, String rule, boolean byRows) {
        TrainingOptions options =
                Trace.options(Methods.parse("ef21"), compressor, rule, 0, ValueBits.DOUBLE, false, byRows);
        return Trace.of(objectives, options).outcome().setting();
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, TOLERANCE * expected);
    }
}
