package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.auto.Acceleration;
import io.ef21.objective.Regularizer;
import io.ef21.update.ServerUpdate;
import io.ef21.update.Stepper.Action;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run ends, told records that it might write. */
class StoppingRuleTest {
    private static final int ROUNDS = 100;
    private static final int CLIENTS = 3;

    @Test
    void aSteadyObjective_endsTheRunAfterFiveSteps() {
        assertEquals(5, end(1e-6, t -> 10 - 1e-7 * t));
        assertEquals(12, end(1e-6, t -> t < 7 ? 100 - t : 93));
    }

    @Test
    void aSlowButSteadyDecrease_goesOn() {
        // each step is below the tolerance, five together are not
        assertEquals(ROUNDS, end(1e-6, t -> 10 - 3e-6 * t));
    }

    /** Nonmonotone steps rise on their way down. */
    @Test
    void ups_areNoReasonToStop_whileTheLowestFalls() {
        assertEquals(ROUNDS, end(1e-6, t -> 100 - t + (t % 6 == 0 ? 0 : 7)));
    }

    @Test
    void movementWithoutANewLowest_endsTheRunAfterTwentySteps() {
        assertEquals(30, end(1e-6, t -> t <= 10 ? 100 - t : 95 + t % 3));
    }

    @Test
    void onlySteps_count() {
        StoppingRule rule = rule(1e-3, 0, 0);
        for (int t = 0; t < 50; t++) {
            assertNull(
                    rule.after(record(t, 1, 1, t % 2 == 0 ? Action.REFINE : Action.RETRY), Double.NaN, Ledger.EMPTY));
        }
    }

    @Test
    void withoutATolerance_aSteadyObjectiveGoesOn() {
        assertEquals(ROUNDS, end(0, t -> 1));
    }

    @Test
    void aStopOfTheStepper_isNoProgress() {
        assertEquals(
                StopReason.NO_PROGRESS, rule(0, 0, 0).after(record(4, 1, 1, Action.STOP), Double.NaN, Ledger.EMPTY));
    }

    @Test
    void theCertificate_endsTheRun_onceItIsAsked() {
        assertEquals(StopReason.GRADIENT_TOLERANCE, rule(0, 0.5, 0).after(step(4, 1, 0.5), Double.NaN, Ledger.EMPTY));
        assertNull(rule(0, 0.5, 0).after(step(4, 1, 0.51), Double.NaN, Ledger.EMPTY));
        assertNull(rule(0, 0.5, 0).after(step(4, 1, Double.NaN), Double.NaN, Ledger.EMPTY));
        assertNull(rule(0, 0, 0).after(step(4, 1, 0), Double.NaN, Ledger.EMPTY));
    }

    /** 10 up, 3 x 20 down, 5 for the preparation; evaluations are free. */
    @Test
    void bytes_areCountedBothWaysForAllClients() {
        Ledger ledger = new Ledger(1000, 1000, 10, 20, 5, 1000, 0);
        assertEquals(StopReason.BYTES, rule(0, 0, 75).after(step(4, 1, 1), Double.NaN, ledger));
        assertNull(rule(0, 0, 76).after(step(4, 1, 1), Double.NaN, ledger));
        assertNull(rule(0, 0, 0).after(step(4, 1, 1), Double.NaN, ledger));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFinite_diverges_unlessASafeguardTakesItBack(double objective) {
        StoppingRule plain = new StoppingRule(Problems.options("ef21", "topk:1", "theory", ROUNDS), CLIENTS, 1);
        assertEquals(StopReason.DIVERGED, plain.after(step(4, objective, 1), Double.NaN, Ledger.EMPTY));
        assertNull(rule(0, 0, 0).after(record(4, objective, 1, Action.RETRY), Double.NaN, Ledger.EMPTY));
        assertEquals(
                StopReason.DIVERGED,
                rule(0, 0, 0).after(record(0, objective, 1, Action.STOP), Double.NaN, Ledger.EMPTY));
    }

    @ParameterizedTest
    @CsvSource({"5, 4.9e10, 5.1e10", "-5, 4.9e10, 5.1e10", "0.01, 0.9e10, 1.1e10", "-0.5, -1e300, 1.1e10"})
    void anObjectiveBeyondReturn_hasDiverged(double start, double far, double beyond) {
        StoppingRule plain = new StoppingRule(Problems.options("ef21", "topk:1", "theory", ROUNDS), CLIENTS, 1);
        assertNull(plain.after(step(0, start, 1), Double.NaN, Ledger.EMPTY));
        assertNull(plain.after(step(1, far, 1), Double.NaN, Ledger.EMPTY));
        assertEquals(StopReason.DIVERGED, plain.after(step(2, beyond, 1), Double.NaN, Ledger.EMPTY));
        StoppingRule safeguarded = rule(0, 0, 0);
        assertNull(safeguarded.after(step(0, start, 1), Double.NaN, Ledger.EMPTY));
        assertNull(safeguarded.after(record(1, beyond, 1, Action.RETRY), Double.NaN, Ledger.EMPTY));
    }

    /** Rounds in which nobody answers are no start; a start that is saved is not forgotten. */
    @Test
    void theStart_isTheFirstObjectiveThatIsSeen() throws IOException {
        TrainingOptions options = Problems.options("ef21", "topk:1", "theory", ROUNDS);
        StoppingRule before = new StoppingRule(options, CLIENTS, 1);
        assertNull(before.afterSilence(step(0, Double.NaN, 1)));
        assertNull(before.after(step(1, 1e6, 1), Double.NaN, Ledger.EMPTY));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        before.writeTo(new DataOutputStream(bytes));
        StoppingRule after = new StoppingRule(options, CLIENTS, 1);
        after.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertNull(after.after(step(2, 0.9e16, 1), Double.NaN, Ledger.EMPTY));
        assertEquals(StopReason.DIVERGED, after.after(step(3, 1.1e16, 1), Double.NaN, Ledger.EMPTY));
    }

    @Test
    void aTrainedRun_stopsAtItsBytes() {
        TrainingOptions options = options(0, 0, 20_000);
        try (LocalEngine engine =
                LocalEngine.of(ScaledData.clients(1, CLIENTS, ScaledData.inOrder(30), new int[30], false), 1)) {
            Problems.Run run = Problems.run(engine, options);
            assertEquals(StopReason.BYTES, run.outcome().reason());
            int last = run.records().size() - 1;
            assertTrue(total(run.at(last)) >= 20_000);
            assertTrue(total(run.at(last - 1)) < 20_000);
        }
    }

    private static long total(RoundRecord record) {
        return record.uplinkBytes() + CLIENTS * record.downlinkBytes() + record.setupBytes();
    }

    /** The round after which a run with these objectives ends. */
    private static int end(double tol, IntToDoubleFunction objective) {
        StoppingRule rule = rule(tol, 0, 0);
        for (int t = 0; ; t++) {
            StopReason reason = rule.after(step(t, objective.applyAsDouble(t), 1), Double.NaN, Ledger.EMPTY);
            if (reason != null) {
                assertEquals(t == ROUNDS ? StopReason.ROUNDS : StopReason.DECREASE_TOLERANCE, reason);
                return t;
            }
        }
    }

    private static StoppingRule rule(double tol, double gradientTol, long maxBytes) {
        return new StoppingRule(options(tol, gradientTol, maxBytes), CLIENTS, 1);
    }

    private static TrainingOptions options(double tol, double gradientTol, long maxBytes) {
        TrainingOptions plain =
                ScaledData.options("ef21", "topk:3", "exact", "lbfgs", "auto", new Regularizer.L2(0.1), true, ROUNDS);
        return new TrainingOptions(
                plain.method(),
                plain.compressor(),
                plain.valueBits(),
                false,
                false,
                plain.downlink(),
                plain.serverRegularizer(),
                false,
                plain.stepSize(),
                ROUNDS,
                gradientTol,
                1,
                0,
                new Acceleration(ServerUpdate.parse("lbfgs"), false, true, false, false, null),
                tol,
                maxBytes);
    }

    private static RoundRecord step(int round, double objective, double bound) {
        return record(round, objective, bound, Action.STEP);
    }

    private static RoundRecord record(int round, double objective, double bound, Action action) {
        return new RoundRecord(
                round,
                Double.NaN,
                objective,
                false,
                1,
                bound,
                1,
                1,
                action,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Moved.NOTHING,
                0,
                0,
                0,
                0);
    }
}
