package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The point of the EF21 paper (Figure 1): at many times the step of theory classic error feedback stalls, EF21 and EF21+
 * go on. Top-1, 20 clients, rows in the shape of a9a, the nonconvex regularizer.
 */
class ErrorFeedbackStallsTest {
    private static final int ROUNDS = 700;

    private final List<Objective> clients = Problems.oneHot(2000, 20, new Regularizer.Nonconvex(0.1));

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256})
    void ef14_stalls_whereEf21GoesOn(int multiple) {
        double stalled = smallest(run("ef14", multiple), 0);
        for (String method : List.of("ef21", "ef21+")) {
            Problems.Run run = run(method, multiple);
            double reached = Math.sqrt(run.at(ROUNDS).gradNormSq());
            assertTrue(100 * reached < stalled, method + " reached " + reached + ", ef14 " + stalled);
            // geometric, not merely lower: at least a decade in the last 200 rounds
            assertTrue(10 * reached < Math.sqrt(run.at(ROUNDS - 200).gradNormSq()));
        }
    }

    /** EF21 sends nothing that EF14 does not send: the comparison is at equal bits. */
    @Test
    void ef14_andEf21_sendTheSameNumberOfBits() {
        RoundRecord ef14 = run("ef14", 64).at(ROUNDS);
        RoundRecord ef21 = run("ef21", 64).at(ROUNDS);
        // the same entries; which ones decides about the bits of their indices
        assertEquals(ef14.uplinkBits(), ef21.uplinkBits(), 0.02 * ef14.uplinkBits());
        assertTrue(ef21.uplinkPaperBits() <= ef14.uplinkPaperBits());
    }

    @Test
    void stall_growsWithTheStep() {
        double at4 = smallest(run("ef14", 4), ROUNDS / 2);
        double at64 = smallest(run("ef14", 64), ROUNDS / 2);
        double at256 = smallest(run("ef14", 256), ROUNDS / 2);
        assertTrue(at64 < at256, at64 + " and " + at256);
        assertTrue(at4 < at64, at4 + " and " + at64);
    }

    private Problems.Run run(String method, int multiple) {
        try (LocalEngine engine = LocalEngine.of(clients, 2)) {
            return Problems.run(engine, Trace.options(method, "topk:1", "classic:" + multiple, ROUNDS));
        }
    }

    private static double smallest(Problems.Run run, int from) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int t = from; t <= ROUNDS; t++) {
            smallest = Math.min(smallest, Math.sqrt(run.at(t).gradNormSq()));
        }
        return smallest;
    }
}
