package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.DenseEigen;
import io.ef21.Problems;
import io.ef21.Quadratics;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.objective.ScaledObjective;
import io.ef21.objective.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run with a preconditioner is EF21 on z -> f_i(S z): its theorems hold there, its certificate where users look. */
class ScaledTheoremsTest {
    private static final Regularizer NONE = new Regularizer.None();

    /** A problem in the variables of a run. */
    private record Scaled(Problem problem, Problems.Run run) {
        static Scaled of(Problem original, String method, int k, String step, int rounds) {
            TrainingOptions options =
                    ScaledData.options(method, "topk:" + k, "exact", "gradient", step, NONE, true, rounds);
            try (LocalEngine engine = LocalEngine.of(original.objectives(), 1)) {
                Problems.Run run = Problems.run(engine, options);
                Scaling scaling = Objects.requireNonNull(run.outcome().setting().scaling());
                return new Scaled(inVariables(original, scaling.gather(null)), run);
            }
        }

        private static Problem inVariables(Problem original, double[] s) {
            List<Objective> objectives = new ArrayList<>();
            List<double[][]> bounds = new ArrayList<>();
            double[] constants = new double[original.objectives().size()];
            for (int i = 0; i < constants.length; i++) {
                objectives.add(new ScaledObjective(original.objectives().get(i), s));
                double[][] bound = new double[s.length][s.length];
                for (int r = 0; r < s.length; r++) {
                    for (int c = 0; c < s.length; c++) {
                        bound[r][c] = s[r] * original.bounds().get(i)[r][c] * s[c];
                    }
                }
                bounds.add(bound);
                constants[i] = DenseEigen.largest(bound);
            }
            return new Problem(objectives, constants, bounds);
        }
    }

    @ParameterizedTest
    @CsvSource({"ef21, theory", "ef21+, theory", "ef21, classic"})
    void theTheoremsHold_inScaledVariables(String method, String step) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 20; instance++) {
            int d = random.nextInt(2, 20);
            int clients = random.nextInt(1, 9);
            Problem original = random.nextBoolean()
                    ? Problem.of(Quadratics.random(random, clients, d))
                    : Problem.logistic(random, clients, d, new Regularizer.Nonconvex(random.nextDouble(0.2)));
            int k = random.nextInt(1, d + 1);
            Scaled scaled = Scaled.of(original, method, k, step, 100);
            Trace trace = Trace.of(
                    scaled.problem().objectives(),
                    ScaledData.options(method, "topk:" + k, "exact", "gradient", step, NONE, false, 100));
            assertEquals(
                    trace.gamma(), scaled.run().outcome().setting().stepSize().gamma(), 0, "same step");
            for (int t = 0; t <= trace.last(); t++) {
                RoundRecord seen = scaled.run().at(t);
                assertEquals(trace.records().get(t).objective(), seen.objective(), 0, "same run, round " + t);
                assertEquals(trace.records().get(t).uplinkBytes(), seen.uplinkBytes(), "round " + t);
            }
            Laws.distortionContracts(trace, scaled.problem().constants());
            if (step.equals("classic")) {
                Laws.potentialDescends(trace);
            } else {
                Laws.potentialDescends(trace, scaled.problem().constants());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ef21, topk:3, gradient, theory, false",
        "ef21, quantize:4, lbfgs, auto, false",
        "ef21, quantize:3, lbfgs, auto, true",
        "ef21, topk:2, gradient, auto, true",
        "ef21+, topk:1, lbfgs, auto, false",
        "ef21+, topk:3, nesterov:0.5, theory, true",
        "dcgd, quantize:6, lbfgs, auto, false",
        "dcgd, topk:10, gradient, theory, true",
        "gd, identity, lbfgs, auto, false",
        "gd, identity, fista, theory, true"
    })
    void theCertificate_boundsTheGradientWithRespectToTheModel(
            String method, String compressor, String update, String step, boolean narrow) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 8; instance++) {
            int[] exponents = random.ints(30, -8, 9).toArray();
            List<Objective> clients = ScaledData.clients(
                    instance, random.nextInt(1, 9), ScaledData.inOrder(30), exponents, instance % 2 == 0);
            Regularizer regularizer = instance % 3 == 0 ? NONE : new Regularizer.L2(0.01);
            TrainingOptions options = ScaledData.options(
                            method, compressor, "step:quantize:8", update, step, regularizer, true, 80)
                    .withStatePrecision(narrow);
            try (LocalEngine engine = LocalEngine.of(clients, 1)) {
                Problems.Run run = Problems.run(engine, options);
                double largest = 0;
                for (RoundRecord record : run.records()) {
                    double norm = Math.sqrt(record.gradNormSq());
                    largest = Math.max(largest, norm);
                    assertTrue(
                            norm <= record.gradNormBound() + Laws.ROUNDING * largest,
                            "round " + record.round() + ": " + norm + " > " + record.gradNormBound());
                }
            }
        }
    }
}
