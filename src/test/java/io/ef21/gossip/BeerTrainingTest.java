package io.ef21.gossip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.Quadratics;
import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.InvalidInputException;
import io.ef21.data.OneHotRows;
import io.ef21.data.Split;
import io.ef21.method.Smoothness;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.LocalEngine;
import io.ef21.run.RoundRecord;
import io.ef21.run.StopReason;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings by BEER: they find the minimum, count what they send, and say what they cannot do. */
class BeerTrainingTest {
    private static final int CLIENTS = 12;

    private static Quadratics problem() {
        return Quadratics.random(new SplittableRandom(21), CLIENTS, 10, 10, 3, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "ring, topk:3, 0.2, 0.02",
        "ring, scaled(qsgd:4), 0.2, 0.02",
        "torus, topk:3, 0.3, 0.04",
        "torus:3x4, scaled(qsgd:4), 0.3, 0.04",
        "star, quantize:4, 0.3, 0.02"
    })
    void itFindsTheMinimum_thoughNobodyKnowsMoreThanItsNeighbours(
            String graph, String compressor, String gamma, double eta) {
        Quadratics problem = problem();
        double[] weights = problem.weights(false);
        double[] minimiser = problem.minimiser(weights);
        double largest = 0;
        for (double constant : problem.constants()) {
            largest = Math.max(largest, constant);
        }
        TrainingOptions options = Gossiping.options(
                compressor, "" + eta / largest * 4, 4000, ValueBits.FLOAT, "graph", graph, "mixing-step", gamma);
        Gossiping.Run run = Gossiping.local(problem.clients(), graph, options);
        assertEquals(StopReason.ROUNDS, run.outcome().reason());
        RoundRecord last = run.outcome().last();
        assertArrayEquals(minimiser, run.outcome().model(), 1e-7);
        assertEquals(problem.infimum(weights), last.objective(), 1e-10);
        assertTrue(last.gradNormSq() < 1e-12, last.toString());
        assertTrue(last.distortion() < 1e-12, "consensus: " + last);
        assertTrue(run.records().get(5).distortion() > 1e-6, "there was none before");
    }

    @ParameterizedTest
    @CsvSource({"ring, topk:3", "complete, topk:3", "complete, identity", "star, quantize:2", "torus, scaled(qsgd:1)"})
    void theStepsOfConvention_go_down(String graph, String compressor) {
        List<Objective> objectives = Problems.oneHot(400, CLIENTS, new Regularizer.L2(0.01));
        TrainingOptions options = Gossiping.options(compressor, "theory", 200, ValueBits.FLOAT, "graph", graph);
        Gossiping.Run run = Gossiping.local(objectives, graph, options);
        double before = Double.POSITIVE_INFINITY;
        for (RoundRecord record : run.records()) {
            if (record.round() % 50 == 0) {
                assertTrue(record.objective() < before, record.toString());
                before = record.objective();
            }
        }
        // eta = gamma rho / max L_i
        Smoothness s = Objects.requireNonNull(run.outcome().setting().smoothness());
        Mixing mixing = Gossiping.mixing(graph, CLIENTS);
        double alpha = run.outcome().setting().alpha();
        assertEquals(
                BeerSetting.MIXING * alpha * mixing.gap() * mixing.gap() / s.largest(),
                run.outcome().setting().stepSize().gamma(),
                1e-15);
    }

    /** Two vectors of 10 doubles over each of a client's edges in every round but the opening. */
    @Test
    void everyEdge_isCounted() {
        TrainingOptions options =
                Gossiping.options("identity", "0.001", 8, ValueBits.DOUBLE, "mixing-step", "0.5", "graph", "star");
        Gossiping.Run run = Gossiping.local(problem().clients(), "star", options);
        long edges = 2 * (CLIENTS - 1);
        for (RoundRecord record : run.records()) {
            int t = record.round();
            assertEquals(t * edges * 2 * 640.0 / CLIENTS, record.uplinkBits(), 1e-9);
            assertEquals(t * edges * 2 * 320.0 / CLIENTS, record.uplinkPaperBits(), 1e-9);
            assertEquals(t * edges * 2 * 81, record.uplinkBytes());
            assertEquals(0, record.downlinkBytes());
            boolean evaluated = t % 5 == 0 || t == 8;
            assertEquals(!evaluated, record.sampled());
            assertEquals(evaluated, !Double.isNaN(record.gradNormSq()));
            assertEquals(3L * CLIENTS * 80 * (t / 5 + 1 + t / 8), record.evaluationBytes());
        }
        // v, its gradient, h, q, and two sums
        assertEquals(6L * 80 * CLIENTS, run.outcome().last().stateBytes());
    }

    @Test
    void aStepThatIsTooLarge_isSaid() {
        TrainingOptions options = Gossiping.options("topk:3", "1000", 3000, ValueBits.DOUBLE, "mixing-step", "0.5");
        Gossiping.Run run = Gossiping.local(problem().clients(), "ring", options);
        assertEquals(StopReason.DIVERGED, run.outcome().reason());
    }

    @Test
    void oneClient_descends() {
        List<Objective> one = problem().objectives().subList(0, 1);
        TrainingOptions options = Gossiping.options("topk:3", "theory", 50, ValueBits.FLOAT);
        Gossiping.Run run = Gossiping.local(one, "ring", options);
        assertEquals(0, run.outcome().last().uplinkBytes());
        assertEquals(0, run.outcome().last().distortion());
        assertTrue(run.outcome().last().objective() < run.records().get(0).objective());
    }

    @Test
    void aServer_refusesIt() {
        try (LocalEngine engine = LocalEngine.of(problem().clients(), 1)) {
            TrainingOptions options = Gossiping.options("topk:3", "0.1", 5, ValueBits.FLOAT);
            InvalidInputException refused =
                    assertThrows(InvalidInputException.class, () -> new Training(options).run(engine, record -> {}));
            assertEquals(
                    "--method beer has no server, and what runs here has one: use ef21 train, or --method ef21",
                    refused.getMessage());
        }
    }

    @Test
    void whatNeedsAServer_orDoesNotFit_isRefused() {
        assertEquals(
                "--tracking same-batch is about stochastic gradients, and those of beer are whole: add --batch-size",
                refused(() -> Gossiping.options("topk:3", "0.1", 5, ValueBits.FLOAT, "tracking", "same-batch")));
        assertEquals(
                "--batch-size draws samples, and the objective of client 0 has none: leave it out",
                refused(() -> Gossiping.local(
                        problem().clients(),
                        "ring",
                        Gossiping.options("topk:3", "0.1", 5, ValueBits.FLOAT, "batch-size", "3"))));
        assertEquals(
                "--method beer has no server, and --step-size classic is about one: use theory, theory:MULTIPLE or a number",
                refused(() -> Gossiping.local(
                        problem().clients(), "ring", Gossiping.options("topk:3", "classic", 5, ValueBits.FLOAT))));
        String unbiased = refused(() -> Gossiping.local(
                problem().clients(), "ring", Gossiping.options("qsgd:1", "theory", 5, ValueBits.FLOAT)));
        assertTrue(unbiased.contains("scaled(qsgd:1) contracts"), unbiased);
    }

    @Test
    void compactColumns_areRefused() {
        Deal compact = new Deal(new Split(12, 6, false, 0), OneHotRows.WIDTH, true, new BinaryLabels(-1, 1));
        List<? extends Objective> objectives = compact.shards(List.of(new OneHotRows(1, 12).block(0, 12))).stream()
                .map(new Loss.Logistic()::on)
                .toList();
        String sentence = refused(
                () -> Gossiping.local(objectives, "ring", Gossiping.options("topk:3", "0.1", 5, ValueBits.FLOAT)));
        assertTrue(
                sentence.startsWith("--method beer needs clients that own all columns, and client 0 owns "), sentence);
    }

    private static String refused(Runnable run) {
        return String.valueOf(
                assertThrows(InvalidInputException.class, run::run).getMessage());
    }
}
