package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.compress.Compressors;
import io.ef21.method.Contraction;
import io.ef21.method.Downlink;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.wire.ValueBits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EF21-Prox: l1 and elastic net at the server. */
class ProximalStepTest {
    private static final List<Objective> CLIENTS = Problems.oneHot(500, 5, new Regularizer.None());

    /** (1/T) sum ||gradient mapping||^2 <= 12 (Phi(x^0) - Phi^inf) / (gamma T) + 8 G^0 / (theta T), Phi^inf >= 0. */
    @ParameterizedTest
    @CsvSource({"topk:1, classic", "topk:5, theory", "quantize:3, theory", "topk:20, classic"})
    void theTheoremHolds(String compressor, String step) {
        int rounds = 300;
        try (LocalEngine engine = LocalEngine.of(CLIENTS, 1)) {
            Problems.Run run =
                    Problems.run(engine, options(compressor, step, new Regularizer.ElasticNet(0.02, 0.7), rounds));
            double gamma = run.outcome().setting().stepSize().gamma();
            double theta = new Contraction(run.outcome().setting().alpha()).theta();
            double mean = 0;
            for (int t = 0; t < rounds; t++) {
                mean += run.at(t).gradNormSq() / rounds;
            }
            double bound = 12 * run.at(0).objective() / (gamma * rounds)
                    + 8 * run.at(0).distortion() / (theta * rounds);
            assertTrue(mean <= bound, mean + " > " + bound);
            assertEquals(true, run.outcome().setting().stepSize().origin().startsWith("EF21-Prox"));
        }
    }

    /**
     * At the end: grad_j f = -lambda sign(x_j) where x_j is not 0, and |grad_j f| <= lambda where it is. A compressed step
     * reaches zero in the limit only, so there what is below 1e-6 counts as zero.
     */
    @ParameterizedTest
    @ValueSource(strings = {"exact", "step:quantize:8"})
    void theLimitSatisfiesTheOptimalityConditions(String downlink) {
        double lambda = 0.02;
        TrainingOptions options = options(
                "quantize:6", "theory:2", new Regularizer.ElasticNet(lambda, 1), 4000, Downlink.parse(downlink));
        try (LocalEngine engine = LocalEngine.of(CLIENTS, 2)) {
            Problems.Run run = Problems.run(engine, options);
            double[] x = run.outcome().model();
            double[] gradient = new double[x.length];
            for (Objective client : CLIENTS) {
                double[] own = new double[x.length];
                client.evaluate(x, own);
                for (int j = 0; j < x.length; j++) {
                    gradient[j] += own[j] / CLIENTS.size();
                }
            }
            int zeros = 0;
            for (int j = 0; j < x.length; j++) {
                boolean zero = Math.abs(x[j]) <= (downlink.equals("exact") ? 0 : 1e-6);
                zeros += zero ? 1 : 0;
                if (zero) {
                    assertTrue(Math.abs(gradient[j]) <= lambda + 1e-9, "column " + j);
                } else {
                    assertEquals(-lambda * Math.signum(x[j]), gradient[j], 1e-6, "column " + j);
                }
            }
            assertTrue(zeros > x.length / 2 && zeros < x.length, zeros + " zeros");
            assertTrue(run.outcome().last().gradNormSq() < 1e-12);
        }
    }

    @Test
    void withoutL1_elasticNetIsRidge() {
        try (LocalEngine engine = LocalEngine.of(CLIENTS, 1)) {
            Problems.Run net =
                    Problems.run(engine, options("topk:3", "theory", new Regularizer.ElasticNet(0.1, 0), 50));
            Problems.Run ridge = Problems.run(engine, options("topk:3", "theory", new Regularizer.L2(0.1), 50));
            assertEquals(
                    ridge.outcome().last().objective(), net.outcome().last().objective(), 1e-14);
        }
    }

    private static TrainingOptions options(String compressor, String step, Regularizer regularizer, int rounds) {
        return options(compressor, step, regularizer, rounds, Downlink.EXACT);
    }

    private static TrainingOptions options(
            String compressor, String step, Regularizer regularizer, int rounds, Downlink downlink) {
        return new TrainingOptions(
                Methods.parse("ef21"),
                Compressors.parse(compressor),
                ValueBits.DOUBLE,
                false,
                false,
                downlink,
                regularizer,
                false,
                StepSizeRule.parse(step),
                rounds,
                0,
                1,
                0);
    }
}
