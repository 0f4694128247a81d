package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Knob;
import io.ef21.method.Method;
import io.ef21.method.Participation;
import io.ef21.objective.ClientFunctions;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.Objectives;
import io.ef21.objective.Regularizer;
import java.util.List;
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
        "cgd, topk:2, --clients 1",
        "qsgd-projection, natural, add up entry by entry",
        "ef21, comp:1:4, is no contraction"
    })
    void compressor_thatMakesNoSense_isRefused(String method, String compressor, String why) {
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> Asked.of(method)
                .compressor(compressor)
                .step(method.equals("ef21") ? "theory" : "0.1")
                .on(problem));
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

    /** An expectation that is known is no sample, and of a distribution there is no share. */
    @Test
    void samplesOfADistribution_areThoseThatAreDrawn() {
        assertEquals(0, noisy(Asked.of("ef21")).samples());
        assertEquals(4 * 10, noisy(Asked.sampled("ef21-sgd", 10)).samples());
        // whole gradients in round 0 and, with probability 1, in all others
        assertEquals(
                0, noisy(Asked.sampled("ef21-page", 10, Knob.PROBABILITY, 1.0)).samples());
    }

    @ParameterizedTest
    @CsvSource({
        "sgd, BATCH_SIZE, 0.5, --batch-size 0.5 of a distribution",
        "ef21-sgdm, BATCH_SIZE, 1000001, --batch-size 1000001 of a distribution",
        "ef21-page, INITIAL_BATCH, 0.01, --initial-batch 0.01 of a distribution",
        "neolithic, BATCH_SIZE, 0.5, --batch-size 0.5 of a distribution"
    })
    void batchThatIsAShareOfADistribution_isRefused(String method, Knob knob, String value, String why) {
        for (Object[] knobs : new Object[][] {{knob, value}, {knob, value, Knob.BATCH_DRAW, "with"}}) {
            InvalidInputException refusal =
                    assertThrows(InvalidInputException.class, () -> noisy(Asked.of(method, knobs)));
            assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
        }
    }

    private static RoundRecord noisy(Asked asked) {
        ClientFunctions functions = ((GeneratedProblem) Objectives.parse("quadratic:6:10:noise=1", 3)).functions(2);
        TrainingOptions options =
                asked.step(0.001).rounds(Math.min(asked.rounds(), 3)).options();
        try (LocalEngine engine = LocalEngine.of(List.of(functions.of(0), functions.of(1)), 1)) {
            return Problems.run(engine, options).outcome().last();
        }
    }

    @Test
    void mostMessages_areSent() {
        assertDoesNotThrow(() -> Asked.sampled("neolithic", 2, Knob.MESSAGES, 64)
                .step(0.1)
                .rounds(2)
                .on(problem));
    }
}
