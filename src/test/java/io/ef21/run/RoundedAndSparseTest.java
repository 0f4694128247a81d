package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.assertClose;
import static io.ef21.Vectors.maxNorm;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.norm;
import static io.ef21.Vectors.times;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.SparseRows;
import io.ef21.method.Knob;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.wire.ValueBits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What server and clients hold of each other where values are rounded on the wire, and where clients own some of the columns
 * only.
 */
class RoundedAndSparseTest {
    private static final double ROUNDING = 1e-12;

    static List<Asked> estimates() {
        List<Asked> all = new ArrayList<>();
        for (ValueBits bits : ValueBits.values()) {
            for (Asked asked : List.of(
                    Asked.of("ef21"),
                    Asked.of("ef21+").step("theory:50"),
                    Asked.of("ef21-pp"),
                    Asked.of("ef21-sgdm", Knob.BATCH_SIZE, 2),
                    Asked.of("ef21-sgd2m", Knob.BATCH_SIZE, 2),
                    Asked.of("ef21-page", Knob.BATCH_SIZE, 2),
                    Asked.of("econtrol"),
                    Asked.of("lag"),
                    Asked.of("clag"),
                    Asked.of("3pcv2", Knob.SECOND, "randk:0.5:unbiased"),
                    Asked.of("3pcv4", Knob.SECOND, "topk:1"),
                    Asked.of("3pcv5", Knob.PROBABILITY, 0.3))) {
                all.add(asked.step(0.05).bits(bits));
            }
        }
        return all;
    }

    /** The server steps along the mean of what clients keep, rounded as it was sent. */
    @ParameterizedTest
    @MethodSource("estimates")
    void server_knowsTheMeanOfTheEstimates(Asked asked) {
        forSparseClients((clients, seed) -> {
            Trace trace = asked.seed(seed).on(clients);
            double largest = 0;
            for (int t = 0; t < trace.last(); t++) {
                double[][] estimates = trace.kept(t, 0);
                largest = Math.max(largest, maxNorm(estimates));
                assertClose(
                        times(-trace.gamma(), trace.mean(estimates)),
                        minus(trace.model(t + 1), trace.model(t)),
                        ROUNDING * (trace.gamma() * largest + norm(trace.model(t + 1))),
                        "step of round " + t);
            }
            assertTrue(norm(trace.model(trace.last())) > 0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void errors_holdWhatRoundingLeftOut(ValueBits bits) {
        forSparseClients((clients, seed) -> {
            FeedbackLaws.controlledIterateDescends(
                    Asked.of("econtrol", Knob.FEEDBACK, 0.2)
                            .step(0.05)
                            .bits(bits)
                            .on(clients),
                    1);
            Trace trace = Asked.of("partial-efsgd", Knob.BATCH_SIZE, "1.0", Knob.HELD, 0.6, Knob.RESET, 7)
                    .step(0.05)
                    .bits(bits)
                    .on(clients);
            double[] before = trace.model(0);
            double largest = 0;
            for (int t = 0; t < trace.last(); t++) {
                double[] z = trace.model(t + 1).clone();
                add(-1, trace.mean(trace.kept(t, 0)), z);
                double[] step = times(-trace.gamma(), trace.gradient(t));
                largest = Math.max(largest, norm(z) + maxNorm(trace.kept(t, 0)));
                assertClose(step, minus(z, before), ROUNDING * largest, "step of z, round " + t);
                before = z;
            }
        });
    }

    /** The shifts of DIANA and EF-BV: h_i as the server has their mean. */
    @ParameterizedTest
    @EnumSource
    void shifts_areAsSent(ValueBits bits) {
        forSparseClients((clients, seed) -> {
            Trace trace = Asked.of("diana")
                    .compressor("randk:0.5:unbiased")
                    .step(0.01)
                    .bits(bits)
                    .seed(seed)
                    .on(clients);
            double[] mean = new double[trace.model(0).length];
            for (int t = 0; t < trace.last(); t++) {
                double[] used = mean.clone();
                add(1, trace.mean(trace.rounds().get(t).sent()), used);
                assertClose(
                        times(-trace.gamma(), used),
                        minus(trace.model(t + 1), trace.model(t)),
                        ROUNDING * (norm(used) + norm(trace.model(t + 1))),
                        "step of round " + t);
                mean = trace.mean(trace.kept(t, 0));
            }
        });
    }

    /** EF21-BC: what a client knows of g, on its own columns, is what x moves along. */
    @ParameterizedTest
    @EnumSource
    void replicas_areTheServers(ValueBits bits) {
        forSparseClients((clients, seed) -> {
            Trace trace = Asked.of("ef21-bc").step(0.05).bits(bits).on(clients);
            for (int t = 1; t <= trace.last(); t++) {
                double[] moved = minus(trace.model(t), trace.model(t - 1));
                for (int i = 0; i < trace.n(); i++) {
                    double[] direction = trace.rounds().get(t).states().get(i).direction();
                    double[] own = trace.clients().get(i).gather(moved);
                    assertClose(
                            times(-trace.gamma(), direction == null ? new double[0] : direction),
                            own,
                            ROUNDING * (1 + norm(trace.model(t))),
                            "client " + i + ", round " + t);
                }
            }
        });
    }

    @FunctionalInterface
    private interface Check {
        void on(List<Objective> clients, int seed);
    }

    /** Logistic regression on rows with a few entries; one client has hardly any. */
    private static void forSparseClients(Check check) {
        SplittableRandom random = new SplittableRandom(12);
        for (int seed = 0; seed < 3; seed++) {
            List<Objective> clients = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                double density = i == 0 ? 0.02 : 0.15;
                clients.add(new Loss.Logistic().on(SparseRows.shard(random, 6, 25, density, true)));
            }
            check.on(clients, seed);
        }
    }
}
