package io.ef21.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Vectors;
import io.ef21.method.Methods;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import io.ef21.update.Stepper.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each safeguard, by what a server might see. */
class SafeguardedStepTest {
    private static final Penalty NONE = new Penalty(new Regularizer.None(), null);
    private static final double[] GRADIENT = {3, 4};
    private static final double SQUARE = 25;
    private static final double ALPHA = 0.5;

    /** A server that is told what to see. */
    private static final class Told {
        final Stepper stepper;
        double[] z = {0, 0};
        double[] change = {};
        /** What the downlink makes of a change, relative. */
        double applied = 1;

        Told(Stepper stepper) {
            this.stepper = stepper;
        }

        Action sees(double objective, double distortion, double... gradient) {
            Observation seen = new Observation(z, gradient, NONE, objective, distortion, 2);
            Action action = stepper.judge(seen);
            if (action == Action.STEP || action == Action.RETRY) {
                change = stepper.change(seen);
                z = z.clone();
                double[] moved = Vectors.times(applied, change);
                Vectors.add(1, moved, z);
                stepper.moved(moved);
            }
            return action;
        }
    }

    private static Told refining() {
        return new Told(new SafeguardedStep(5, false, true, ALPHA));
    }

    @Test
    void theFirstStep_isAsLongAsTheCurvatureSays() {
        Told server = refining();
        assertEquals(Action.STEP, server.sees(10, 0, GRADIENT));
        assertArrayEquals(new double[] {-1.5, -2}, server.change, 1e-15);
    }

    @Test
    void whatAStepPromises_isKnownWhereItsModelIsMinimized() {
        Penalty absolute = new Penalty(new Regularizer.ElasticNet(1, 1), null);
        Stepper stepper = new SafeguardedStep(5, false, true, ALPHA);
        Observation seen = new Observation(new double[2], GRADIENT, absolute, 10, 0, 2);
        assertEquals(Action.STEP, stepper.judge(seen));
        // to -(3 - 1) / 2 and -(4 - 1) / 2, by 2 x 1^2 / 2 + 2 x 1.5^2 / 2
        assertArrayEquals(new double[] {-1, -1.5}, stepper.change(seen), 1e-15);
        assertEquals(3.25, stepper.promised(), 1e-14);
        assertEquals(
                Action.REFINE, stepper.judge(new Observation(new double[2], GRADIENT, absolute, 9, 100 * SQUARE, 2)));
        assertEquals(Double.NaN, stepper.promised(), "nothing is promised by staying");
        Told smooth = refining();
        smooth.sees(10, 0, GRADIENT);
        assertEquals(Double.NaN, smooth.stepper.promised());
    }

    @Test
    void anUntrustedEstimate_isRefined_asLongAsThatHelps() {
        Told server = refining();
        double distortion = 100 * SQUARE;
        for (int round = 0; round < 3; round++) {
            assertEquals(Action.REFINE, server.sees(10, distortion, GRADIENT));
            // a round takes off alpha at least: a tenth less is still progress
            distortion *= 1 - 0.91 * ALPHA;
        }
        assertEquals(Action.STEP, server.sees(10, SQUARE, GRADIENT));
    }

    @Test
    void refiningEnds_whereTheDistortionNoLongerShrinks() {
        Told server = refining();
        assertEquals(Action.REFINE, server.sees(10, 100 * SQUARE, GRADIENT));
        assertEquals(Action.STEP, server.sees(10, 100 * SQUARE * (1 - 0.09 * ALPHA), GRADIENT));
        assertEquals(Action.REFINE, server.sees(9, 100 * SQUARE, GRADIENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gd", "dcgd"})
    void methodsWithoutMemory_neverRefine(String method) {
        Told server = new Told(ServerUpdate.parse("lbfgs")
                .start(Methods.parse(method).mechanism().refines(), ALPHA));
        for (int round = 0; round < 20; round++) {
            assertEquals(Action.STEP, server.sees(10 - round, 1e6, GRADIENT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ef21", "ef21+"})
    void methodsWithMemory_refine(String method) {
        Told server = new Told(ServerUpdate.parse("lbfgs")
                .start(Methods.parse(method).mechanism().refines(), ALPHA));
        assertEquals(Action.REFINE, server.sees(10, 1e6, GRADIENT));
    }

    @ParameterizedTest
    @ValueSource(doubles = {10.1, 1e300, Double.POSITIVE_INFINITY, Double.NaN})
    void aRise_isAnsweredByAShorterStepFromTheAnchor(double risen) {
        Told server = refining();
        server.sees(10, 0, GRADIENT);
        double[] anchor = {0, 0};
        double[] tried = server.z;
        assertSame(tried, server.stepper.settled(tried), "nothing is known against it yet");
        double length = Vectors.norm(tried);
        double gone = Double.isFinite(risen) ? 0 : Double.NaN;
        for (int retry = 1; retry <= 2; retry++) {
            double[] before = server.z;
            assertEquals(Action.RETRY, server.sees(risen, gone, 0, 0));
            assertArrayEquals(
                    anchor, server.stepper.settled(server.z), 1e-15, "the step to " + before[0] + " is taken back");
            double shorter = Vectors.norm(server.z);
            assertTrue(shorter > 0 && shorter <= length / 2 * (1 + 1e-12), length + " then " + shorter);
            assertTrue(Vectors.dot(server.z, GRADIENT) < 0, "still downhill");
            length = shorter;
        }
        assertEquals(Action.STEP, server.sees(9.9, 0, GRADIENT));
        assertSame(server.z, server.stepper.settled(server.z));
    }

    @Test
    void aRiseWithinTheLastFiveAcceptedValues_isAllowed() {
        for (double objective : new double[] {7.9, 8, 8.1, 9.9}) {
            Told server = refining();
            for (double before : new double[] {10, 8, 7, 6, 5, 4}) {
                assertEquals(Action.STEP, server.sees(before, 0, GRADIENT));
            }
            assertEquals(objective <= 8 ? Action.STEP : Action.RETRY, server.sees(objective, 0, GRADIENT));
        }
    }

    @Test
    void whatARejectedStepShows_isLearned() {
        Told curved = refining();
        curved.sees(10, 0, GRADIENT);
        // the curvature along the step is 20, ten times what was thought: the retry is ten times shorter, not two
        assertEquals(Action.RETRY, curved.sees(11, 0, 3 - 20 * 1.5, 4 - 20 * 2));
        assertArrayEquals(new double[] {-0.075, -0.1}, curved.z, 1e-6);
    }

    @Test
    void theThirdRejection_dropsThePairsAndReturns() {
        Told server = refining();
        server.sees(10, 0, GRADIENT);
        double[] start = server.z;
        assertEquals(Action.STEP, server.sees(9, 0, 1, 3));
        for (int retry = 1; retry <= 2; retry++) {
            assertEquals(Action.RETRY, server.sees(20, 0, 1, 3));
            assertTrue(Vectors.norm(Vectors.minus(server.z, start)) > 1e-3);
        }
        assertEquals(Action.RETRY, server.sees(20, 0, 1, 3));
        assertArrayEquals(start, server.z, 1e-14, "back at the anchor");
        // an estimate that was good enough before is not now
        assertEquals(Action.REFINE, server.sees(9, 10 / 10.0, 1, 3));
        assertEquals(Action.STEP, server.sees(9, 10 / 16.0, 1, 3));
        double[] direction = Vectors.minus(server.z, start);
        assertEquals(0, 3 * direction[0] - direction[1], 1e-14, "along the gradient: the pairs are gone");
        assertTrue(direction[0] < 0);
    }

    @Test
    void whatIsLeftAfterAReturn_isNotLearned() {
        Told server = refining();
        server.sees(10, 0, GRADIENT);
        for (int retry = 1; retry <= 3; retry++) {
            server.applied = 0.9;
            assertEquals(Action.RETRY, server.sees(20, 0, GRADIENT));
        }
        double[] anchor = server.z;
        assertTrue(Vectors.norm(anchor) > 1e-3, "not quite at 0");
        server.applied = 1;
        // along what is left the curvature would be positive
        assertEquals(Action.STEP, server.sees(9, 0, 2.5, 3.9));
        double[] direction = Vectors.minus(server.z, anchor);
        assertEquals(0, 3.9 * direction[0] - 2.5 * direction[1], 1e-14, "along the gradient");
    }

    /** A compressed downlink does not bring the model quite back; where f is still too large there, the run goes on. */
    @Test
    void aReturnThatMissesTheAnchor_doesNotEndTheSteps() {
        Told server = refining();
        server.applied = 0.9;
        server.sees(10, 0, GRADIENT);
        for (int retry = 1; retry <= 3; retry++) {
            assertEquals(Action.RETRY, server.sees(1e9, 0, GRADIENT));
        }
        assertEquals(Action.RETRY, server.sees(10.5, 0, GRADIENT), "not back yet");
        double farthest = 0;
        for (int round = 0; round < 10; round++) {
            server.sees(9 - round, 0, GRADIENT);
            farthest = Math.max(farthest, Vectors.norm(server.z));
        }
        assertTrue(farthest > 0.1, "ten steps on: " + farthest);
    }

    @Test
    void aStep_isAtMostTwiceAsLongAsTheOneBefore() {
        Told server = refining();
        double objective = 10;
        server.sees(objective, 0, GRADIENT);
        double length = Vectors.norm(server.change);
        for (int round = 0; round < 30; round++) {
            // hardly any curvature: full steps would be thousands of times longer
            double remaining = 1 - 1e-4 * round;
            objective -= 1;
            assertEquals(Action.STEP, server.sees(objective, 0, 3 * remaining, 4 * remaining));
            double now = Vectors.norm(server.change);
            assertTrue(now <= 2 * length * (1 + 1e-12), length + " then " + now);
            length = now;
        }
    }

    @Test
    void aGradientOfZero_stops() {
        Told server = refining();
        assertEquals(Action.STOP, server.sees(10, 0, 0, 0));
        Told later = refining();
        later.sees(10, 0, GRADIENT);
        assertEquals(Action.REFINE, later.sees(9, 1, 0, 0));
        assertEquals(Action.STOP, later.sees(9, 0, 0, 0));
    }

    /** Clients that draw what they send may all have sent nothing: then there is something to wait for. */
    @Test
    void anEstimateThatHasNotBegun_isWaitedFor() {
        Told server = refining();
        for (int round = 0; round < 3; round++) {
            assertEquals(Action.REFINE, server.sees(10, 4, 0, 0));
        }
        assertEquals(Action.STEP, server.sees(10, 0, GRADIENT));
    }

    /** The last rejection leaves the anchor as what the run shows. */
    @Test
    void whereNothingHelps_trustRunsOut() {
        Told server = refining();
        server.sees(10, 0, GRADIENT);
        Action action = Action.STEP;
        int rounds = 0;
        double farthest = 0;
        while (action != Action.STOP && rounds++ < 1000) {
            boolean home = Vectors.norm(server.z) < 1e-13;
            action = server.sees(home ? 10 : 11, 0, GRADIENT);
            farthest = Math.max(farthest, Vectors.norm(server.z));
        }
        assertTrue(rounds < 250, rounds + " rounds");
        assertTrue(farthest <= 2.5 * (1 + 1e-12), "never farther than the first step: " + farthest);
        assertArrayEquals(new double[2], server.stepper.settled(server.z), 1e-12);
    }
}
