package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.ValueBits;
import io.ef21.method.Method;
import io.ef21.method.Methods;
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
