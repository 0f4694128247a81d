package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.auto.Acceleration;
import io.ef21.compress.Compressors;
import io.ef21.compress.ValueBits;
import io.ef21.method.Downlink;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.update.ServerUpdate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orthant-wise steps on compressed gradients end where long runs of proximal steps end, at the same zeros. */
class OwlQnTest {
    /** Where columns say the same, an entry may still be on its way to zero. */
    private static final double SMALL = 1e-9;

    private static final List<Objective> CLIENTS = Problems.oneHot(500, 5, new Regularizer.None());

    @ParameterizedTest
    @CsvSource({
        "l1:0.02, identity, false",
        "l1:0.02, quantize:4, true",
        "l1:0.002, topk:0.1, false",
        "elasticnet:0.02:0.7, quantize:3, true",
        "elasticnet:0.01:0.3, topk:12, true"
    })
    void theOptimumAndItsZeros_areThoseOfProximalSteps(String penalty, String compressor, boolean scaled) {
        Regularizer regularizer = Regularizer.parse(penalty);
        Problems.Run proximal;
        Problems.Run orthant;
        try (LocalEngine engine = LocalEngine.of(CLIENTS, 1)) {
            proximal = Problems.run(engine, options("gd", "identity", "theory", regularizer, 10000, Acceleration.NONE));
            ServerUpdate owlqn = ServerUpdate.parse("owlqn");
            orthant = Problems.run(
                    engine,
                    options(
                            "ef21",
                            compressor,
                            "auto",
                            regularizer,
                            2000,
                            new Acceleration(owlqn, false, scaled, false, false, null)));
        }
        double expected = proximal.outcome().last().objective();
        assertEquals(expected, orthant.outcome().last().objective(), 1e-8 * expected);
        double[] x = proximal.outcome().model();
        double[] y = orthant.outcome().model();
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
