package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.method.Knob;
import io.ef21.method.Method;
import io.ef21.method.Participation;
import io.ef21.objective.Regularizer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods refuse what their recursions make no sense for, whatever the step, and say what would do. */
class MethodDemandsTest {
    private final Problem problem = Problem.logistic(new SplittableRandom(1), 3, 8, new Regularizer.L2(0.1));

    @ParameterizedTest
    @CsvSource({
        "ef-bv, threshold:0.1:absolute, contracts or is unbiased",
        "neolithic, randk:1:unbiased, needs a --compressor that contracts",
        "diana, topk:2, needs an unbiased --compressor",
        "marina, topk:2, needs an unbiased --compressor",
        "qsgd, topk:2, needs an unbiased --compressor",
        "rbsgd, randk:2:unbiased, add up entry by entry",
        "cgd, topk:2, --clients 1"
    })
    void compressor_thatMakesNoSense_isRefused(String method, String compressor, String why) {
        InvalidInputException refusal = assertThrows(
                InvalidInputException.class,
                () -> Asked.of(method).compressor(compressor).step(0.1).on(problem));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "neolithic, MESSAGES, 65, from 1 to 64",
        "neolithic, MESSAGES, 0, from 1 to 64",
        "partial-conef, MEMORY, sketch:2x8:group=2, without group and columns",
        "conef, RESET, -1, of at least 0",
        "econtrol, FEEDBACK, 1.5, '[0.0, 1.0]'"
    })
    void parameter_thatMakesNoSense_isRefused(String method, Knob knob, String value, String why) {
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> Asked.of(method, knob, value));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }

    /** A server that replaces its estimate by a sum would lose those who are absent. */
    @ParameterizedTest
    @ValueSource(strings = {"marina", "3pcv5", "dcgd", "ef-adam", "econtrol"})
    void methodsThatNeedAll_refuseAbsence(String method) {
        Method absent = Asked.of(method).method().with(new Participation.Bernoulli(0.5));
        InvalidInputException refusal = assertThrows(
                InvalidInputException.class,
                () -> Asked.of(absent).compressor("randk:2:unbiased").step(0.1).on(problem));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("needs all clients in every round"),
                refusal.getMessage());
    }

    @Test
    void mostMessages_areSent() {
        assertDoesNotThrow(() -> Asked.sampled("neolithic", 2, Knob.MESSAGES, 64)
                .step(0.1)
                .rounds(2)
                .on(problem));
    }
}
