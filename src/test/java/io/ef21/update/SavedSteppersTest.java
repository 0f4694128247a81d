package io.ef21.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.DenseEigen;
import io.ef21.Draws;
import io.ef21.QuadraticObjective;
import io.ef21.Quadratics;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every stepper, put away and taken up again after any round, goes on to the same bits. */
class SavedSteppersTest {
    private static final int ROUNDS = 40;
    private static final int D = 12;

    @ParameterizedTest
    @CsvSource({
        "gradient, none", "gradient, l1:0.5",
        "heavy-ball:0.7, l2:0.1", "heavy-ball:0.7, elasticnet:0.5:0.5",
        "nesterov:0.8, none", "nesterov:0.8, l1:0.5",
        "fista, none", "fista, l1:0.5",
        "adam, none", "adam, l1:0.5"
    })
    void withAStepSize(String update, String regularizer) throws IOException {
        goesOn(
                f -> ServerUpdate.parse(update)
                        .start(D, update.equals("adam") ? 0.1 : 1 / DenseEigen.largest(f.matrix())),
                regularizer,
                false);
    }

    @ParameterizedTest
    @CsvSource({"gradient, none", "lbfgs:3, nonconvex:0.2", "lbfgs:3, l1:0.5", "owlqn:10, elasticnet:0.5:0.5"})
    void behindTheSafeguard(String update, String regularizer) throws IOException {
        goesOn(f -> ServerUpdate.parse(update).start(true, 0.3), regularizer, true);
    }

    private interface Start {
        Stepper of(QuadraticObjective f);
    }

    /**
     * @param disturbed whether the server sees estimates that are off and values of f that rise, so that all judgements
     *     come up
     */
    private static void goesOn(Start start, String regularizer, boolean disturbed) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        QuadraticObjective f = Quadratics.random(random, 1, D).clients().get(0);
        Penalty penalty = new Penalty(Regularizer.parse(regularizer), Walk.scaling(random, D));
        double[] at = Draws.GAUSSIAN.vector(random, D);
        Supplier<Walk> fresh = () -> new Walk(f, penalty, start.of(f), at).applying(disturbed ? 0.9 : 1);
        double[][] expected = new double[ROUNDS][];
        Set<Stepper.Action> seen = EnumSet.noneOf(Stepper.Action.class);
        Walk whole = fresh.get();
        for (int t = 0; t < ROUNDS; t++) {
            seen.add(round(whole, t, disturbed));
            expected[t] = whole.at();
        }
        assertTrue(!disturbed || seen.size() >= 3, "too few judgements: " + seen);
        for (int broken = 0; broken < ROUNDS; broken += 3) {
            Walk walk = fresh.get();
            for (int t = 0; t < ROUNDS; t++) {
                Stepper.Action action = round(walk, t, disturbed);
                assertArrayEquals(expected[t], walk.at(), "broken off after " + broken + ", round " + t);
                assertTrue(seen.contains(action));
                if (t == broken) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    walk.stepper().writeTo(new DataOutputStream(bytes));
                    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                    Stepper again = start.of(f);
                    again.readFrom(in);
                    assertEquals(0, in.available(), "what was written is read");
                    walk = walk.with(again);
                }
            }
        }
    }

    private static Stepper.Action round(Walk walk, int t, boolean disturbed) {
        // three rises in a row, and estimates that hardly get better while the server waits
        double lie = disturbed && t % 11 >= 7 && t % 11 < 10 ? 1e6 : 0;
        double distortion = t % 5 == 3 ? 10 : 9.9;
        return walk.round(lie, disturbed && t % 5 >= 3 ? distortion : 0.01);
    }
}
