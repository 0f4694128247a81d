package io.ef21.run;

import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.times;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Vectors;
import io.ef21.method.ClientState;
import io.ef21.method.Keys;
import io.ef21.method.Knob;
import io.ef21.method.Participation;
import io.ef21.method.Uplink;
import io.ef21.method.mechanism.Shift;
import io.ef21.objective.Regularizer;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What server and clients hold of each other, in every round of the methods that estimate gradients. */
class EstimateInvariantsTest {
    private static final double ROUNDING = 1e-12;
    private static final int SEED = 100;

    /** The server steps along the mean of what clients keep first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ef21",
                "ef21+",
                "ef21-pp",
                "ef21-sgd",
                "ef21-sgdm",
                "ef21-sgd2m",
                "ef21-page",
                "econtrol",
                "lag",
                "clag",
                "3pcv2",
                "3pcv4",
                "3pcv5"
            })
    void server_knowsTheMeanOfTheEstimates(String method) {
        forProblems((problem, seed) -> {
            Asked asked = small(method).seed(seed);
            Trace trace = asked.step(0.05).on(problem);
            double largest = 0;
            for (int t = 0; t < trace.last(); t++) {
                double[][] estimates = trace.kept(t, 0);
                largest = Math.max(largest, Vectors.maxNorm(estimates));
                Vectors.assertClose(
                        times(-trace.gamma(), trace.mean(estimates)),
                        minus(trace.model(t + 1), trace.model(t)),
                        ROUNDING * (trace.gamma() * largest + Vectors.norm(trace.model(t + 1))),
                        "step of round " + t);
            }
        });
    }

    /** With learning rate lambda and use nu, the server steps along mean h_i + nu mean m_i and clients keep h_i + lambda m_i. */
    @ParameterizedTest
    @CsvSource({"diana, randk:2:unbiased", "ef-bv, randk:2:unbiased", "ef-bv, topk:2", "diana, natural"})
    void server_knowsTheMeanOfTheShifts(String method, String compressor) {
        forProblems((problem, seed) -> {
            Trace trace = Asked.of(method)
                    .compressor(compressor)
                    .step(0.01)
                    .seed(seed)
                    .on(problem);
            Shift shift = (Shift) trace.outcome().setting().method().mechanism();
            double[][] before = new double[trace.n()][problem.dimension()];
            double largest = 0;
            for (int t = 0; t < trace.last(); t++) {
                double[][] sent = trace.rounds().get(t).sent();
                double[][] after = trace.kept(t, 0);
                largest = Math.max(largest, Vectors.maxNorm(after) + Vectors.maxNorm(sent));
                double[] used = trace.mean(before);
                Vectors.add(shift.use(), trace.mean(sent), used);
                Vectors.assertClose(
                        times(-trace.gamma(), used),
                        minus(trace.model(t + 1), trace.model(t)),
                        ROUNDING * (trace.gamma() * largest + Vectors.norm(trace.model(t + 1))),
                        "step of round " + t);
                for (int i = 0; i < trace.n(); i++) {
                    double[] learned = before[i].clone();
                    Vectors.add(shift.learn(), sent[i], learned);
                    Vectors.assertClose(learned, after[i], ROUNDING * largest, "h_" + i + " of round " + t);
                }
                before = after;
            }
        });
    }

    /** ||grad f(x^t)|| is at most what the run certifies, wherever it certifies something. */
    @ParameterizedTest
    @CsvSource({
        "ef21-w, natural", "ef21-w, topk:2", "diana, natural", "ef-bv, natural", "ef-bv, topk:2", "econtrol, topk:2",
        "lag, topk:2", "clag, topk:2", "3pcv2, topk:2", "3pcv4, topk:2", "3pcv5, topk:2", "ef21-hb, topk:2",
        "dcgd, natural"
    })
    void gradientNorm_isBelowTheCertificate(String method, String compressor) {
        forProblems((problem, seed) -> {
            Trace trace =
                    small(method).compressor(compressor).step(0.05).seed(seed).on(problem);
            assertTrue(trace.options().method().certifies());
            double largest = 0;
            for (int t = 0; t <= trace.last(); t++) {
                RoundRecord record = trace.records().get(t);
                double norm = Vectors.norm(trace.gradient(t));
                largest = Math.max(largest, norm);
                assertEquals(norm, Math.sqrt(record.gradNormSq()), ROUNDING * largest);
                assertTrue(
                        norm <= record.gradNormBound() + ROUNDING * largest,
                        norm + " > " + record.gradNormBound() + ", round " + t);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"marina", "ef21-sgd", "ef21-sgdm", "ef21-page", "ef21-pp", "ef14", "efsgd", "conef", "sgd"})
    void whatIsNotKnown_isNotCertified(String method) {
        String compressor = method.equals("marina") ? "natural" : "topk:2";
        Problem problem = Problem.logistic(new SplittableRandom(2), 3, 6, new Regularizer.L2(0.1));
        Trace trace = small(method).compressor(compressor).step(0.01).on(problem);
        assertFalse(trace.options().method().certifies());
        for (RoundRecord record : trace.records()) {
            assertTrue(Double.isNaN(record.gradNormBound()) && Double.isNaN(record.distortion()));
        }
    }

    /** Who is absent sends nothing, keeps everything but the model, and is not asked for a gradient. */
    @ParameterizedTest
    @CsvSource({"ef21-pp, 0.5", "ef21-pp, 2", "ef21-w-pp, 0.3"})
    void absentClients_keepWhatTheyHad(String method, String participation) {
        forProblems((problem, seed) -> {
            boolean alone = problem.objectives().size() == 1 && participation.equals("2");
            Asked asked = Asked.of(method, Knob.PARTICIPATION, alone ? "1" : participation)
                    .step(0.05)
                    .seed(seed);
            Trace trace = asked.on(problem);
            int absent = 0;
            for (int t = 0; t <= trace.last(); t++) {
                int present = 0;
                for (int i = 0; i < trace.n(); i++) {
                    boolean answers = Keys.present(asked.method().participation(), seed, t, i, trace.n());
                    present += answers ? 1 : 0;
                    assertEquals(
                            answers,
                            trace.rounds().get(t).uplinks().get(i).report().present());
                    if (!answers) {
                        absent++;
                        assertSilent(trace, t, i);
                    }
                }
                assertTrue(!participation.equals("2") || present == Math.min(2, trace.n()));
            }
            assertTrue(absent > 0 || trace.n() < 3);
        });
    }

    private static void assertSilent(Trace trace, int t, int i) {
        assertEquals(0, Vectors.norm(trace.rounds().get(t).sent()[i]));
        assertEquals(0, trace.rounds().get(t).uplinks().get(i).report().honestBits());
        assertEquals(0, trace.rounds().get(t).uplinks().get(i).report().samples());
        if (t > 0) {
            ClientState before = trace.rounds().get(t - 1).states().get(i);
            ClientState after = trace.rounds().get(t).states().get(i);
            assertSame(before.mechanism(), after.mechanism());
            assertNotSame(before.model(), after.model());
        }
    }

    /** Draws of who answers: each client in its share of the rounds, within five standard errors of 2000 rounds. */
    @Test
    void participation_isAsOftenAsAsked() {
        int rounds = 2000;
        for (String text : new String[] {"0.3", "3"}) {
            Participation participation =
                    Asked.method("ef21-pp", Knob.PARTICIPATION, text).participation();
            for (int i = 0; i < 10; i++) {
                int answers = 0;
                for (int t = 0; t < rounds; t++) {
                    answers += Keys.present(participation, 0, t, i, 10) ? 1 : 0;
                }
                assertEquals(0.3 * rounds, answers, 5 * Math.sqrt(0.21 * rounds));
            }
        }
    }

    /** EF21-BC: all hold the same g and the same x, bit for bit, and x moves along that g. */
    @ParameterizedTest
    @CsvSource({"topk:2, topk:3", "topk:2, natural", "natural, quantize:3", "topk:1, sign"})
    void replicas_areTheServers(String up, String down) {
        forProblems((problem, seed) -> {
            Trace trace = Asked.of("ef21-bc")
                    .compressor(up)
                    .down(down)
                    .step(0.05)
                    .seed(seed)
                    .on(problem);
            assertReplicas(trace);
        });
    }

    static void assertReplicas(Trace trace) {
        for (int t = 1; t <= trace.last(); t++) {
            double[] first = direction(trace, t, 0);
            double[] moved = trace.model(t - 1).clone();
            Vectors.add(-trace.gamma(), first, moved);
            for (int i = 0; i < trace.n(); i++) {
                assertArrayEquals(first, direction(trace, t, i));
                assertArrayEquals(moved, trace.rounds().get(t).states().get(i).model());
            }
        }
        assertArrayEquals(trace.model(trace.last()), trace.outcome().model());
    }

    private static double[] direction(Trace trace, int t, int i) {
        return Objects.requireNonNull(trace.rounds().get(t).states().get(i).direction());
    }

    /** LAG and CLAG are silent only where their trigger says so, and then keep their estimates. */
    @ParameterizedTest
    @CsvSource({"lag, 2", "clag, 2", "clag, 0.5"})
    void lazyClients_areSilentWhereLittleMoved(String method, double zeta) {
        forProblems((problem, seed) -> {
            Trace trace = Asked.of(method, Knob.TRIGGER, zeta).step(0.05).on(problem);
            for (int t = 1; t <= trace.last(); t++) {
                for (int i = 0; i < trace.n(); i++) {
                    double[] s = trace.rounds().get(t).gradients()[i];
                    double away = Vectors.squaredDistance(s, trace.kept(t - 1, 0)[i]);
                    double moved =
                            Vectors.squaredDistance(s, trace.rounds().get(t - 1).gradients()[i]);
                    boolean silent = Vectors.norm(trace.rounds().get(t).sent()[i]) == 0;
                    assertEquals(away <= zeta * moved, silent, "client " + i + ", round " + t);
                    assertTrue(!silent
                            || trace.rounds().get(t).uplinks().get(i).report().honestBits() <= 1);
                }
            }
        });
    }

    /** A round of whole gradients costs MARINA, PAGE and 3PCv5 what it should, all clients in the same rounds. */
    @ParameterizedTest
    @CsvSource({"marina, randk:2:unbiased", "3pcv5, topk:2"})
    void wholeRounds_areTheSameForAll(String method, String compressor) {
        forProblems((problem, seed) -> {
            Trace trace = Asked.of(method, Knob.PROBABILITY, 0.4)
                    .compressor(compressor)
                    .step(0.01)
                    .seed(seed)
                    .on(problem);
            Textbook book = new Textbook(Asked.of(method).compressor(compressor).seed(seed), problem, trace.gamma());
            int d = problem.dimension();
            for (int t = 1; t <= trace.last(); t++) {
                for (Uplink uplink : trace.rounds().get(t).uplinks()) {
                    long bits = uplink.report().paperBits();
                    assertEquals(book.coin(t) < 0.4 ? 32L * d : 64, bits);
                }
            }
        });
    }

    private static Asked small(String method) {
        return switch (method) {
            case "ef21-sgd", "ef21-sgdm", "ef21-sgd2m", "ef21-page", "efsgd", "conef", "sgd" ->
                Asked.sampled(method, 2);
            case "3pcv2" -> Asked.of(method, Knob.SECOND, "randk:2:unbiased");
            case "3pcv4" -> Asked.of(method, Knob.SECOND, "topk:1");
            default -> Asked.of(method);
        };
    }

    @FunctionalInterface
    private interface Check {
        void on(Problem problem, int seed);
    }

    private static void forProblems(Check check) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int seed = 0; seed < 4; seed++) {
            check.on(
                    Problem.logistic(random, random.nextInt(1, 7), random.nextInt(5, 14), new Regularizer.L2(0.1)),
                    seed);
        }
    }
}
