package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Quadratics;
import io.ef21.method.Methods;
import io.ef21.wire.ValueBits;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step that is far too long ends the run as diverged: no exception, no silent NaN, whatever overflows first. */
class DivergenceTest {
    private static boolean isGone(double objective, double start) {
        return !Double.isFinite(objective) || objective > 1e10 * Math.max(1, Math.abs(start));
    }

    @ParameterizedTest
    @CsvSource({
        "gd, identity, DOUBLE, exact",
        "dcgd, topk:1, DOUBLE, exact",
        "ef14, topk:1, DOUBLE, exact",
        "ef21, topk:1, DOUBLE, exact",
        "ef21+, topk:1, DOUBLE, exact",
        "dcgd, topk:1, FLOAT, exact",
        "ef14, topk:1, FLOAT, exact",
        "ef21, topk:1, FLOAT, exact",
        "ef21+, topk:1, FLOAT, exact",
        "dcgd, quantize:4, FLOAT, exact",
        "ef14, quantize:4, FLOAT, exact",
        "ef21, quantize:4, DOUBLE, exact",
        "ef21+, quantize:4, FLOAT, exact",
        "ef21, topk:1, FLOAT, step:topk:1",
        "ef21, topk:1, DOUBLE, step:quantize:4"
    })
    void run_withAStepThatIsTooLong_isReportedAsDiverged(
            String method, String compressor, ValueBits bits, String downlink) {
        SplittableRandom random = new SplittableRandom(1);
        for (String step : List.of("1e2", "1e6", "1e20", "1e37", "1e75", "1e150", "1e300")) {
            Problem problem = Problem.of(Quadratics.random(random, random.nextInt(1, 6), random.nextInt(1, 9)));
            TrainingOptions options = Trace.withDownlink(
                    Trace.options(Methods.parse(method), compressor, step, 5000, bits, false, false), downlink);
            Trace trace = Trace.of(problem.objectives(), options);
            Outcome outcome = trace.outcome();
            assertEquals(StopReason.DIVERGED, outcome.reason());
            assertTrue(isGone(outcome.last().objective(), outcome.first().objective()));
            for (RoundRecord record : trace.records().subList(0, trace.last())) {
                assertFalse(
                        isGone(record.objective(), outcome.first().objective()),
                        "it went on after round " + record.round());
            }
            assertTrue(outcome.last().round() < 5000);
        }
    }
}
