package io.ef21.gossip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.compress.Amount;
import io.ef21.method.Client;
import io.ef21.method.Oracle;
import io.ef21.method.Sampling;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.LocalEngine;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of BEER in every round, whatever the graph and the compressor. */
class BeerInvariantsTest {
    private static final int CLIENTS = 9;
    private static final int ROUNDS = 25;
    private static final double ETA = 0.02;
    private static final double GAMMA = 0.3;
    private static final Sampling BATCHES = new Sampling(new Amount(7, false), new Amount(7, false), false);

    /** The states of all clients in all rounds. */
    private static List<List<BeerState>> states(
            List<? extends Objective> objectives, String graph, TrainingOptions options, double gamma) {
        List<List<BeerState>> states = new ArrayList<>();
        try (LocalEngine engine = LocalEngine.of(objectives, 2);
                LocalNeighbours neighbours = new LocalNeighbours(engine)) {
            neighbours.join(Gossiping.mixing(graph, objectives.size()));
            for (int t = 0; t <= options.rounds(); t++) {
                neighbours.round(new BeerTask(
                        options.method(),
                        options.compressor(),
                        options.valueBits(),
                        options.stepSize().number(),
                        gamma,
                        options.seed(),
                        t));
                List<BeerState> now = new ArrayList<>();
                for (int i = 0; i < objectives.size(); i++) {
                    now.add(neighbours.state(i));
                }
                states.add(now);
            }
        }
        return states;
    }

    private static double[] mean(List<BeerState> states, Function<BeerState, double[]> vector) {
        double[] mean = new double[vector.apply(states.get(0)).length];
        states.forEach(state -> Vectors.add(1.0 / states.size(), vector.apply(state), mean));
        return mean;
    }

    private static List<Objective> rows() {
        return Problems.oneHot(400, CLIENTS, new Regularizer.L2(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "ring, topk:0.1, FLOAT",
        "torus:3x3, scaled(qsgd:2), FLOAT",
        "star, quantize:4, DOUBLE",
        "complete, topk:3+natural, FLOAT",
        "ring, randk:0.2:shared, BFLOAT"
    })
    void theMeanMovesAlongTheMeanTracker_whichIsTheMeanGradient(String graph, String compressor, ValueBits bits) {
        List<Objective> objectives = rows();
        TrainingOptions options = Gossiping.options(compressor, "" + ETA, ROUNDS, bits);
        List<List<BeerState>> states = states(objectives, graph, options, GAMMA);
        for (int t = 0; t <= ROUNDS; t++) {
            List<BeerState> now = states.get(t);
            double[] gradient = new double[now.get(0).model().length];
            for (int i = 0; i < CLIENTS; i++) {
                double[] own = new double[gradient.length];
                objectives.get(i).evaluate(now.get(i).model(), own);
                assertArrayEquals(own, now.get(i).gradient());
                Vectors.add(1.0 / CLIENTS, own, gradient);
            }
            assertArrayEquals(gradient, mean(now, BeerState::tracker), 1e-12);
            if (t < ROUNDS) {
                double[] stepped = mean(now, BeerState::model);
                Vectors.add(-ETA, gradient, stepped);
                assertArrayEquals(stepped, mean(states.get(t + 1), BeerState::model), 1e-12);
            }
        }
        assertTrue(spread(states.get(ROUNDS)) > 1e-9, "clients differ, so the mean says something");
    }

    private static double spread(List<BeerState> states) {
        return Vectors.norm(Vectors.minus(states.get(0).model(), states.get(1).model()));
    }

    /** What others know of a client, mixed, is what their letters say: nothing is lost between two replicas. */
    @ParameterizedTest
    @CsvSource({"ring, topk:0.1", "star, scaled(qsgd:2)"})
    void thePull_isTheMixOfReplicas(String graph, String compressor) {
        TrainingOptions options = Gossiping.options(compressor, "" + ETA, ROUNDS, ValueBits.FLOAT);
        List<List<BeerState>> states = states(rows(), graph, options, GAMMA);
        Mixing mixing = Gossiping.mixing(graph, CLIENTS);
        for (int t = 2; t <= ROUNDS; t++) {
            for (int i = 0; i < CLIENTS; i++) {
                // x' = x + gamma sum_j W_ij (h_j - h_i) - eta v, with what was known before the round
                List<BeerState> before = states.get(t - 1);
                BeerState own = before.get(i);
                double[] expected = own.model().clone();
                for (int j : mixing.graph().neighbours()[i]) {
                    double weight = GAMMA * mixing.weight(i, j);
                    Vectors.add(weight, before.get(j).modelReplica().known(), expected);
                    Vectors.add(-weight, own.modelReplica().known(), expected);
                }
                Vectors.add(-ETA, own.tracker(), expected);
                assertArrayEquals(expected, states.get(t).get(i).model(), 1e-12);
            }
        }
    }

    @Test
    void storedGradients_telescope() {
        List<Objective> objectives = rows();
        TrainingOptions options = Gossiping.options("topk:0.1", "" + ETA, ROUNDS, ValueBits.FLOAT, "batch-size", "7");
        List<List<BeerState>> states = states(objectives, "ring", options, GAMMA);
        for (int t = 0; t <= ROUNDS; t++) {
            List<BeerState> now = states.get(t);
            double[] mean = new double[now.get(0).model().length];
            for (int i = 0; i < CLIENTS; i++) {
                Vectors.add(1.0 / CLIENTS, oracle(objectives, i, now, t).sample(BATCHES, 0), mean);
            }
            assertArrayEquals(mean, mean(now, BeerState::tracker), 1e-12);
        }
    }

    @Test
    void sameBatches_moveTheTrackerByTheirDifferences() {
        List<Objective> objectives = rows();
        TrainingOptions options = Gossiping.options(
                "topk:0.1", "" + ETA, ROUNDS, ValueBits.FLOAT, "batch-size", "7", "tracking", "same-batch");
        List<List<BeerState>> states = states(objectives, "ring", options, GAMMA);
        boolean differs = false;
        for (int t = 1; t <= ROUNDS; t++) {
            List<BeerState> last = states.get(t - 1);
            List<BeerState> now = states.get(t);
            double[] expected = mean(last, BeerState::tracker);
            double[] sampled = new double[expected.length];
            for (int i = 0; i < CLIENTS; i++) {
                Oracle oracle = oracle(objectives, i, now, t);
                double[] here = oracle.sample(BATCHES, 0);
                Vectors.add(1.0 / CLIENTS, here, expected);
                Vectors.add(-1.0 / CLIENTS, oracle.sampleAt(last.get(i).model(), BATCHES, 0), expected);
                Vectors.add(1.0 / CLIENTS, here, sampled);
            }
            double[] tracked = mean(now, BeerState::tracker);
            assertArrayEquals(expected, tracked, 1e-12);
            differs |= Vectors.norm(Vectors.minus(tracked, sampled)) > 1e-3;
        }
        assertTrue(differs, "it is not the mean of the sampled gradients, as that of stored ones is");
    }

    private static Oracle oracle(List<Objective> objectives, int client, List<BeerState> now, int round) {
        Objective objective = objectives.get(client);
        Client asked = Client.of(client, objective, objective.columns());
        return Oracle.of(asked, now.get(client).model(), round, 3);
    }

    /** C = I, gamma = 1 and W = 11'/n: x_i = mean x - eta v_i, v_i = mean v + the move of the own gradient. */
    @Test
    void withoutCompressionAmongAll_itIsGradientTracking() {
        Quadratics problem = Quadratics.random(new SplittableRandom(8), 6, 11, 11, 3, 0.1);
        int d = problem.dimension();
        double eta = 0.1 / problem.smoothness(problem.weights(false));
        TrainingOptions options = Gossiping.options("identity", "" + eta, ROUNDS, ValueBits.DOUBLE);
        List<List<BeerState>> states = states(problem.clients(), "complete", options, 1);
        double[][] x = new double[6][d];
        double[][] v = new double[6][d];
        double[][] g = new double[6][d];
        for (int i = 0; i < 6; i++) {
            problem.clients().get(i).evaluate(x[i], g[i]);
            v[i] = g[i].clone();
        }
        for (int t = 1; t <= ROUNDS; t++) {
            // before round 1 nobody has written anything
            double[][] mixedX = t == 1 ? x : mixed(x);
            double[][] mixedV = t == 1 ? v : mixed(v);
            for (int i = 0; i < 6; i++) {
                x[i] = mixedX[i].clone();
                Vectors.add(-eta, v[i], x[i]);
                double[] gradient = new double[d];
                problem.clients().get(i).evaluate(x[i], gradient);
                v[i] = mixedV[i].clone();
                Vectors.add(1, gradient, v[i]);
                Vectors.add(-1, g[i], v[i]);
                g[i] = gradient;
                assertArrayEquals(x[i], states.get(t).get(i).model(), 1e-9);
                assertArrayEquals(v[i], states.get(t).get(i).tracker(), 1e-9);
            }
        }
    }

    private static double[][] mixed(double[][] vectors) {
        double[] mean = new double[vectors[0].length];
        for (double[] vector : vectors) {
            Vectors.add(1.0 / vectors.length, vector, mean);
        }
        double[][] all = new double[vectors.length][];
        Arrays.fill(all, mean);
        return all;
    }
}
