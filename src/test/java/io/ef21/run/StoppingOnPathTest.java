package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ef21.objective.RegularizationPath;
import io.ef21.update.Stepper.Action;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a lambda of a path ends. */
class StoppingOnPathTest {
    private static final double TOL = 1e-3;
    private static final int ROUNDS = 100;

    private int round;

    @Test
    void strongConvexityCertifies() {
        StoppingRule rule = rule("l2", "0.5,0.05");
        // f - min f <= bound^2 / (2 lambda), and a tenth of the tolerance is 1e-4
        assertNull(after(rule, 1, 1.01e-2));
        assertEquals(StopReason.CERTIFIED, after(rule, 1, 0.99e-2));
        rule.next(point("l2", 0.05), 0.05, 1, 1);
        assertNull(after(rule, 1, 0.99e-2));
        assertEquals(StopReason.CERTIFIED, after(rule, 1, 3e-3));
        assertNull(after(rule("l1", "0.5"), 1, 1e-9), "l1 is not strongly convex");
    }

    @Test
    void withoutAPath_onlyWhatWasAskedForEndsARun() {
        StoppingRule rule = rule("l2", "0.5");
        rule.at(RegularizationPath.of(point("l2", 0.5).regularizer()).points().get(0), 0.5);
        assertNull(after(rule, 1, 1e-9));
    }

    @Test
    void everyLambda_hasItsRoundsAndItsDecrease() {
        StoppingRule rule = rule("l1", "2,1");
        assertEquals(ROUNDS, rule.lastRound());
        for (double f : new double[] {2, 1, 1, 1, 1, 1}) {
            assertNull(after(rule, f, 1));
        }
        rule.next(point("l1", 1), 0, 5, 0.7);
        assertEquals(ROUNDS + 5, rule.lastRound());
        for (int step = 1; step < 5; step++) {
            assertNull(after(rule, 0.7, 1));
        }
        assertEquals(StopReason.DECREASE_TOLERANCE, after(rule, 0.7, 1));
    }

    @Test
    void twoQuietSteps_areEnoughWhereNoMoreIsPromised() {
        double little = 0.99e-4;
        StoppingRule rule = rule("l1", "0.5");
        assertNull(promising(rule, 1, little), "the first is no quiet step");
        assertNull(promising(rule, 1, little));
        assertNull(promising(rule, 1, 1.01e-4), "too much to go");
        assertEquals(StopReason.PREDICTED, promising(rule, 1, little));
        assertNull(promising(rule, 0.9, little), "it did decrease");

        StoppingRule alone = rule("l1", "0.5");
        alone.at(RegularizationPath.of(point("l1", 0.5).regularizer()).points().get(0), 0);
        for (int step = 0; step < 5; step++) {
            assertNull(promising(alone, 1, 0), "a run of its own goes on for five");
        }
    }

    @Test
    void theStateGoesOn() throws IOException {
        StoppingRule rule = rule("l2", "0.5");
        for (double f : new double[] {2, 1, 1, 1, 1, 1}) {
            assertNull(after(rule, f, 1));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rule.writeTo(new DataOutputStream(bytes));
        StoppingRule other = rule("l2", "0.5");
        other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals(StopReason.DECREASE_TOLERANCE, after(other, 1, 1));
    }

    private static RegularizationPath.Point point(String family, double lambda) {
        return RegularizationPath.parse(family, Double.toString(lambda))
                .points()
                .get(0);
    }

    private static StoppingRule rule(String family, String lambdas) {
        RegularizationPath path = RegularizationPath.parse(family, lambdas);
        StoppingRule rule = new StoppingRule(Paths.options(path.first(), TOL, ROUNDS), 1, 1);
        rule.at(path.points().get(0), path.first().strongConvexity());
        return rule;
    }

    private @Nullable StopReason after(StoppingRule rule, double objective, double bound) {
        return after(rule, objective, bound, Double.NaN);
    }

    private @Nullable StopReason promising(StoppingRule rule, double objective, double promised) {
        return after(rule, objective, Double.NaN, promised);
    }

    private @Nullable StopReason after(StoppingRule rule, double objective, double bound, double promised) {
        RoundRecord record = new RoundRecord(
                round++,
                1,
                objective,
                false,
                0,
                bound,
                0,
                1,
                Action.STEP,
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
        return rule.after(record, promised, Ledger.EMPTY);
    }
}
