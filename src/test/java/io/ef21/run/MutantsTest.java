package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.method.ClientState;
import io.ef21.objective.Regularizer;
import io.ef21.run.Textbook.Recursion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that implementations of these methods make, each with the check that sees it. */
class MutantsTest {
    static final int N = 5;
    static final int D = 9;
    static final Problem PROBLEM = Problem.logistic(new SplittableRandom(11), N, D, new Regularizer.L2(0.1));

    static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>(EstimateMutants.mutants());
        all.addAll(ShiftMutants.mutants());
        all.addAll(FeedbackMutants.mutants());
        return all;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mistake_isSeen(Mutant mutant) {
        Trace sound = mutant.sound().on(PROBLEM);
        assertDoesNotThrow(() -> mutant.check().accept(sound));
        Trace broken = mutant.broken().step(sound.gamma()).on(PROBLEM);
        assertThrows(AssertionError.class, () -> mutant.check().accept(broken));
    }

    /** EF21-BC with clients that have not heard the last correction. */
    @Test
    void staleReplica_isSeen() {
        Trace trace = Asked.of("ef21-bc").on(PROBLEM);
        assertDoesNotThrow(() -> EstimateInvariantsTest.assertReplicas(trace));
        Trace.Round round = trace.rounds().get(7);
        List<ClientState> states = new ArrayList<>(round.states());
        states.set(
                2,
                states.get(2)
                        .withModel(
                                states.get(2).model(),
                                trace.rounds().get(6).states().get(2).direction()));
        List<Trace.Round> rounds = new ArrayList<>(trace.rounds());
        rounds.set(7, round.with(states));
        Trace stale =
                new Trace(trace.options(), trace.clients(), trace.weights(), rounds, trace.records(), trace.outcome());
        assertThrows(AssertionError.class, () -> EstimateInvariantsTest.assertReplicas(stale));
    }

    /** Whether a run goes through the models of its paper. */
    static Consumer<Trace> paper(Asked asked, Function<Textbook, Recursion> paper) {
        return trace -> Textbook.assertFollows(trace, asked, PROBLEM, paper);
    }
}
