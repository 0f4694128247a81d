package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.method.Knob;
import io.ef21.objective.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rounds in which nobody answers end nothing: the server goes on from what it knows. */
class SilentRoundsTest {
    @Test
    void roundsWithoutParticipants_areNoDivergence() {
        Problem problem = Problem.logistic(new SplittableRandom(4), 4, 10, new Regularizer.L2(0.1));
        TrainingOptions asked = Asked.of("ef21-pp", Knob.PARTICIPATION, "0.1")
                .step("0.05")
                .options()
                .withEvaluation(0)
                .withRounds(60);
        List<RoundRecord> records = new ArrayList<>();
        try (LocalEngine engine = LocalEngine.of(problem.objectives(), 1)) {
            Outcome outcome = new Training(asked).run(engine, records::add);
            assertEquals(StopReason.ROUNDS, outcome.reason());
            assertEquals(60, outcome.last().round());
        }
        long silent = records.stream().filter(r -> Double.isNaN(r.objective())).count();
        // each round is silent with probability 0.9^4, about two in three
        assertTrue(silent > 10 && silent < 60, "silent rounds: " + silent);
        assertArrayEquals(
                new double[0],
                records.stream()
                        .filter(r -> !r.sampled())
                        .mapToDouble(RoundRecord::objective)
                        .toArray());
    }
}
