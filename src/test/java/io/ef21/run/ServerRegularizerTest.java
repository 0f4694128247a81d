package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Vectors;
import io.ef21.method.Methods;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import io.ef21.wire.ValueBits;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A regularizer at the server is exact, whatever is compressed. */
class ServerRegularizerTest {
    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @CsvSource({"l2:0.3, gd", "nonconvex:0.1, gd", "l2:0.3, ef21", "nonconvex:0.1, ef14"})
    void uncompressed_equalsARegularizerAtTheClients(String regularizer, String method) {
        Regularizer r = Regularizer.parse(regularizer);
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 20; instance++) {
            Problem plain = Problem.logistic(random, random.nextInt(1, 8), 10, new Regularizer.None());
            List<Objective> regularized = plain.objectives().stream()
                    .<Objective>map(f -> new RegularizedObjective(f, r))
                    .toList();
            TrainingOptions options = Trace.options(method, "identity", "0.2", 100);
            Trace atClients = Trace.of(regularized, options);
            Trace atServer = Trace.of(plain.objectives(), Trace.withServerRegularizer(options, r));
            for (int t = 0; t <= atClients.last(); t++) {
                RoundRecord expected = atClients.records().get(t);
                RoundRecord actual = atServer.records().get(t);
                double[] x = atClients.rounds().get(t).model();
                Vectors.assertClose(x, atServer.rounds().get(t).model(), TOLERANCE * Vectors.norm(x), "round " + t);
                assertEquals(expected.objective(), actual.objective(), TOLERANCE * expected.objective());
                assertEquals(
                        Math.sqrt(expected.gradNormSq()),
                        Math.sqrt(actual.gradNormSq()),
                        TOLERANCE * Math.sqrt(atClients.records().get(0).gradNormSq()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ef21", "ef21+", "dcgd"})
    void certificate_coversTheRegularizer(String method) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 20; instance++) {
            Regularizer r = new Regularizer.L2(random.nextDouble());
            Problem problem = Problem.logistic(random, random.nextInt(1, 8), 10, new Regularizer.None());
            TrainingOptions options = Trace.options(
                    Methods.parse(method), "topk:2", "theory:8", 100, ValueBits.FLOAT, false, instance % 2 == 0);
            Trace trace = Trace.of(problem.objectives(), Trace.withServerRegularizer(options, r));
            for (int t = 0; t <= trace.last(); t++) {
                double[] x = trace.rounds().get(t).model();
                double[] gradient = trace.gradient(t);
                r.addGradient(x, gradient);
                RoundRecord record = trace.records().get(t);
                assertEquals(trace.value(t) + r.value(x), record.objective(), TOLERANCE * record.objective());
                assertEquals(Vectors.norm(gradient), Math.sqrt(record.gradNormSq()), TOLERANCE * (1 + Vectors.norm(x)));
                assertTrue(Vectors.norm(gradient) <= record.gradNormBound() + TOLERANCE * (1 + Vectors.norm(x)));
            }
        }
    }

    /** z moves by -gamma (grad f + grad r), so the step is applied to r once as well. */
    @ParameterizedTest
    @ValueSource(strings = {"l2:0.3", "nonconvex:0.1"})
    void ef14_stepsAlongTheRegularizerOnce(String regularizer) {
        Regularizer r = Regularizer.parse(regularizer);
        Problem problem = Problem.logistic(new SplittableRandom(3), 6, 10, new Regularizer.None());
        Trace trace = Trace.of(
                problem.objectives(), Trace.withServerRegularizer(Trace.options("ef14", "topk:2", "theory", 100), r));
        for (int t = 1; t < trace.last(); t++) {
            double[] step = trace.gradient(t);
            r.addGradient(trace.rounds().get(t).model(), step);
            double[] before = trace.mean(trace.rounds().get(t - 1).memories());
            double[] after = trace.mean(trace.rounds().get(t).memories());
            double[] moved = Vectors.minus(
                    trace.rounds().get(t + 1).model(), trace.rounds().get(t).model());
            Vectors.add(-1, after, moved);
            Vectors.add(1, before, moved);
            Vectors.assertClose(
                    Vectors.times(-trace.gamma(), step),
                    moved,
                    TOLERANCE * (1 + Vectors.norm(trace.rounds().get(t).model())),
                    "step of z, round " + t);
        }
    }
}
