package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.auto.Acceleration;
import io.ef21.compress.Compressors;
import io.ef21.method.Downlink;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.update.ServerUpdate;
import io.ef21.wire.ValueBits;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quasi-Newton steps with a penalty that has absolute values, on compressed gradients: both kinds end where long runs of proximal steps end, at the same zeros. */
class PenalizedQuasiNewtonTest {
    /** Where columns say the same, an entry may still be on its way to zero. */
    private static final double SMALL = 1e-9;

    private static final List<Objective> CLIENTS = Problems.oneHot(500, 5, new Regularizer.None());

    @ParameterizedTest
    @CsvSource({
        "owlqn, l1:0.02, identity, false",
        "owlqn, l1:0.02, quantize:4, true",
        "owlqn, l1:0.01, topk:0.1, false",
        "owlqn, elasticnet:0.02:0.7, quantize:3, true",
        "owlqn, elasticnet:0.01:0.3, topk:12, true",
        "lbfgs, l1:0.02, identity, false",
        "lbfgs, l1:0.02, quantize:4, true",
        "lbfgs, l1:0.01, topk:0.1, false",
        "lbfgs, elasticnet:0.02:0.7, quantize:3, true",
        "lbfgs, elasticnet:0.01:0.3, topk:12, true"
    })
    void theOptimumAndItsZeros_areThoseOfProximalSteps(
            String update, String penalty, String compressor, boolean scaled) {
        Regularizer regularizer = Regularizer.parse(penalty);
        Problems.Run proximal;
        Problems.Run quasi;
        try (LocalEngine engine = LocalEngine.of(CLIENTS, 1)) {
            proximal = Problems.run(engine, options("gd", "identity", "theory", regularizer, 10000, Acceleration.NONE));
            quasi = Problems.run(
                    engine,
                    options(
                            "ef21",
                            compressor,
                            "auto",
                            regularizer,
                            2000,
                            new Acceleration(ServerUpdate.parse(update), false, scaled, false, false, null)));
        }
        double expected = proximal.outcome().last().objective();
        assertEquals(expected, quasi.outcome().last().objective(), 1e-8 * expected);
        double[] x = proximal.outcome().model();
        double[] y = quasi.outcome().model();
        int zeros = 0;
        for (int j = 0; j < x.length; j++) {
            assertEquals(Math.abs(x[j]) < SMALL, Math.abs(y[j]) < SMALL, "column " + j + ": " + x[j] + " and " + y[j]);
            zeros += y[j] == 0 ? 1 : 0;
        }
        assertTrue(zeros > 30 && zeros < x.length, zeros + " zeros");
    }

    private static TrainingOptions options(
            String method,
            String compressor,
            String step,
            Regularizer regularizer,
            int rounds,
            Acceleration acceleration) {
        return new TrainingOptions(
                Methods.parse(method),
                Compressors.parse(compressor),
                ValueBits.FLOAT,
                false,
                false,
                Downlink.EXACT,
                regularizer,
                false,
                StepSizeRule.parse(step),
                rounds,
                0,
                0,
                0,
                acceleration,
                0,
                0);
    }
}
