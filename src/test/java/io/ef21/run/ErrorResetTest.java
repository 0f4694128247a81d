package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.assertClose;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.norm;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.SparseRows;
import io.ef21.method.Method;
import io.ef21.method.Methods;
import io.ef21.method.mechanism.ErrorFeedback;
import io.ef21.method.mechanism.ErrorMemory;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors are exchanged for their mean: x - mean e_i stays, and every client goes on from the same error. */
class ErrorResetTest {
    private static final int EVERY = 4;

    static Method averaging(double held) {
        return Methods.parse("ef14").with(new ErrorFeedback(new ErrorMemory.Exact(), held, EVERY, true, true));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4})
    void averaging_losesNothing_andMakesErrorsEqual(double held) {
        Problem problem = Problem.logistic(new SplittableRandom(3), 5, 12, new Regularizer.Nonconvex(0.1));
        Trace trace = Asked.of(averaging(held)).step("0.3").on(problem);
        double[] before = minus(trace.model(0), new double[12]);
        for (int t = 0; t < trace.last(); t++) {
            double[] z = trace.model(t + 1).clone();
            add(-1, trace.mean(trace.rounds().get(t).memories()), z);
            boolean reset = t > 0 && t % EVERY == 0;
            double[] expected = before.clone();
            add(reset ? 0 : -trace.gamma(), trace.gradient(t), expected);
            assertClose(expected, z, 1e-12 * (1 + norm(z)), "z after round " + t);
            if (reset) {
                assertArrayEquals(trace.model(t), trace.model(t + 1), "a reset moves nothing");
                double[] mean = trace.mean(trace.rounds().get(t).memories());
                for (int i = 0; i < trace.n() && t + 1 < trace.last(); i++) {
                    // e_i before the round after = e_i after it + what was sent - gamma grad f_i
                    double[] began = trace.rounds().get(t + 1).memories()[i].clone();
                    add(1, trace.rounds().get(t + 1).sent()[i], began);
                    add(-trace.gamma(), trace.rounds().get(t + 1).gradients()[i], began);
                    assertClose(mean, began, 1e-12 * (1 + norm(mean)), "error of client " + i + " after round " + t);
                }
            }
            before = z;
        }
    }

    /** Where clients own some of the columns only, the mean is over those who own them. */
    @Test
    void averaging_losesNothing_ofColumnsThatSomeOwn() {
        SplittableRandom random = new SplittableRandom(4);
        List<Objective> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(new Loss.Logistic().on(SparseRows.shard(random, 6, 30, 0.15, true)));
        }
        Trace trace = Asked.of(averaging(0)).step("0.1").on(clients);
        boolean some = false;
        for (int t = EVERY + 1; t < trace.last(); t += EVERY) {
            // from before the reset to after the round that follows it
            double[] moved = minus(virtual(trace, t), virtual(trace, t - 2));
            add(trace.gamma(), trace.gradient(t), moved);
            assertTrue(norm(moved) <= 1e-12 * (1 + norm(trace.model(t))), "z after round " + t);
            some |= trace.clients().get(0).positions() != null;
        }
        assertTrue(some);
    }

    /** x - mean e_i after a round. */
    private static double[] virtual(Trace trace, int t) {
        double[] z = trace.model(t + 1).clone();
        add(-1, trace.mean(trace.rounds().get(t).memories()), z);
        return z;
    }
}
