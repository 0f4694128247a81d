package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.method.Method;
import io.ef21.method.Methods;
import io.ef21.wire.ValueBits;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds in every round of EF21 and EF21+, whatever the problem, the weights, the width of values and the step. */
class Ef21InvariantsTest {
    private static final int INSTANCES = 30;
    private static final int ROUNDS = 60;

    @ParameterizedTest
    @CsvSource({
        "ef21, DOUBLE, false", "ef21, DOUBLE, true", "ef21, FLOAT, false", "ef21, FLOAT, true",
        "ef21+, DOUBLE, false", "ef21+, DOUBLE, true", "ef21+, FLOAT, false", "ef21+, FLOAT, true"
    })
    void server_knowsTheMeanOfTheEstimates(String method, ValueBits bits, boolean byRows) {
        forRandomProblems(1, method, bits, byRows, Laws::serverKnowsTheMeanOfTheEstimates);
    }

    @ParameterizedTest
    @CsvSource({
        "ef21, DOUBLE, false", "ef21, DOUBLE, true", "ef21, FLOAT, false", "ef21, FLOAT, true",
        "ef21+, DOUBLE, false", "ef21+, DOUBLE, true", "ef21+, FLOAT, false", "ef21+, FLOAT, true"
    })
    void gradientNorm_isCertified(String method, ValueBits bits, boolean byRows) {
        forRandomProblems(2, method, bits, byRows, Laws::recordsAreTrueAndCertified);
    }

    @ParameterizedTest
    @EnumSource
    void ef21Plus_takesTheNearerCandidate(ValueBits bits) {
        int[] replaced = {0};
        forRandomProblems(3, "ef21+", bits, false, trace -> replaced[0] += Laws.estimateIsTheNearerCandidate(trace));
        assertTrue(replaced[0] > 100, "estimates were replaced " + replaced[0] + " times only");
    }

    /** Whatever else is rounded or compressed on the way: states kept as floats, quantized corrections and steps. */
    @ParameterizedTest
    @CsvSource({
        "ef21, topk:2, exact",
        "ef21, topk:2, step:topk:2",
        "ef21+, topk:2, step:quantize:4",
        "ef21, quantize:3, exact",
        "ef21, quantize:4, step:quantize:4",
        "dcgd, topk:2, step:topk:2",
        "dcgd, quantize:2, exact"
    })
    void gradientNorm_isCertified_byNarrowStatesAndCompressedSteps(String method, String compressor, String downlink) {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < INSTANCES; instance++) {
            Problem problem = Problem.random(random);
            ValueBits bits = random.nextBoolean() ? ValueBits.DOUBLE : ValueBits.FLOAT;
            TrainingOptions options = Trace.withDownlink(
                    Trace.options(Methods.parse(method), compressor, "theory", ROUNDS, bits, false, false), downlink);
            Laws.gradientNormIsBelowTheCertificate(
                    Trace.of(problem.objectives(), options.withStatePrecision(random.nextBoolean())));
        }
    }

    private static void forRandomProblems(
            long seed, String name, ValueBits bits, boolean byRows, Consumer<Trace> check) {
        SplittableRandom random = new SplittableRandom(seed);
        Method method = Methods.parse(name);
        for (int instance = 0; instance < INSTANCES; instance++) {
            Problem problem = Problem.random(random);
            int k = random.nextInt(1, problem.dimension() + 1);
            String step = random.nextBoolean() ? "theory" : "theory:4";
            boolean exactStart = random.nextInt(3) == 0;
            TrainingOptions options = Trace.options(method, "topk:" + k, step, ROUNDS, bits, exactStart, byRows);
            check.accept(Trace.of(problem.objectives(), options));
        }
    }
}
