package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Quadratics;
import io.ef21.method.Methods;
import io.ef21.method.Uplink;
import io.ef21.objective.Regularizer;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bits are counted as they are sent, bytes as they are encoded. */
class LedgerTest {
    private static final int ROUNDS = 40;

    /** Dense quadratics: no correction has a zero among its k largest entries. Indices take hardly more than their entropy. */
    @ParameterizedTest
    @CsvSource({
        "ef21, DOUBLE, 20, 1",
        "ef21, DOUBLE, 20, 3",
        "ef21, FLOAT, 20, 1",
        "ef21, FLOAT, 17, 4",
        "ef21, DOUBLE, 16, 1",
        "ef14, DOUBLE, 20, 2",
        "dcgd, FLOAT, 20, 2"
    })
    void topK_costsValuesAndIndices(String method, ValueBits bits, int d, int k) {
        Trace trace = train(1, method, "topk:" + k, bits, d, false);
        double perRound = trace.records().get(ROUNDS).uplinkBits() / (ROUNDS + 1);
        double indices = perRound - k * bits.bits();
        // a bit for each, and no more than ceil(log2 d) + 1 for each
        assertTrue(indices >= k && indices <= k * (Math.ceil(Math.log(d) / Math.log(2)) + 1), "indices " + indices);
    }

    /** All of them, or nearly: the dense form needs no indices. */
    @ParameterizedTest
    @CsvSource({"ef21, DOUBLE, 20, 20, 1280", "ef21, FLOAT, 16, 15, 512"})
    void nearlyAll_costAsMuchAsAll(String method, ValueBits bits, int d, int k, long perRound) {
        Trace trace = train(1, method, "topk:" + k, bits, d, false);
        for (int t = 0; t <= ROUNDS; t++) {
            assertEquals((double) (t + 1) * perRound, trace.records().get(t).uplinkBits());
        }
    }

    /** 32 bits per value, without indices and without the opening, whatever the width on the wire. */
    @ParameterizedTest
    @CsvSource({
        "ef21, topk:3, DOUBLE, 3",
        "ef21, topk:3, FLOAT, 3",
        "ef21+, topk:3, DOUBLE, 3",
        "ef14, topk:1, DOUBLE, 1",
        "gd, identity, DOUBLE, 20",
        "dcgd, topk:20, DOUBLE, 20",
        "ef21, topk:0.11, FLOAT, 3"
    })
    void paperBits_are32PerValueAndRound(String method, String compressor, ValueBits bits, int k) {
        for (boolean exactStart : new boolean[] {false, true}) {
            Trace trace = train(2, method, compressor, bits, 20, exactStart);
            for (int t = 0; t <= ROUNDS; t++) {
                assertEquals(32.0 * k * t, trace.records().get(t).uplinkPaperBits());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ef21, 1280", "ef21+, 1281"})
    void exactStart_isSentInDoublesAndCounted(String method, double bits) {
        Trace trace = train(3, method, "topk:1", ValueBits.FLOAT, 20, true);
        assertEquals(bits, trace.records().get(0).uplinkBits());
        assertEquals(0, trace.distortion(0));
    }

    /** Whatever compressor was asked for. */
    @Test
    void gradientDescent_sendsEverything() {
        Trace trace = train(4, "gd", "topk:1", ValueBits.DOUBLE, 20, false);
        assertEquals(64.0 * 20 * (ROUNDS + 1), trace.records().get(ROUNDS).uplinkBits());
    }

    /** One flag per message; a replacement also sends the old value in doubles, so that the server can unlearn it. */
    @ParameterizedTest
    @EnumSource
    void ef21Plus_paysForFlagsAndReplacements(ValueBits bits) {
        // a step so long that old estimates are often worse than none
        Problem problem = Problem.logistic(new SplittableRandom(5), 5, 20, new Regularizer.Nonconvex(0.1));
        Trace trace = Trace.of(
                problem.objectives(),
                Trace.options(Methods.parse("ef21+"), "topk:2", "theory:100", ROUNDS, bits, false, false));
        int replacements = 0;
        for (int t = 0; t <= ROUNDS; t++) {
            Trace.Round round = trace.rounds().get(t);
            for (int i = 0; i < trace.n(); i++) {
                long expected = 1;
                for (Wire.Part part : trace.parts(t, i)) {
                    boolean old = part.scale() < 0;
                    replacements += old ? 1 : 0;
                    expected += Wire.write(part.correction(), old ? ValueBits.DOUBLE : bits)
                            .payloadBits();
                }
                assertEquals(expected, round.uplinks().get(i).report().honestBits());
            }
        }
        assertTrue(replacements > 20, "replacements: " + replacements);
    }

    @ParameterizedTest
    @CsvSource({"ef21, topk:2, DOUBLE", "ef21+, topk:2, FLOAT", "ef14, topk:5, FLOAT", "gd, identity, DOUBLE"})
    void totals_areTheSumsOfWhatWasSent(String method, String compressor, ValueBits bits) {
        Trace trace = train(6, method, compressor, bits, 20, true);
        int n = trace.n();
        long up = 0;
        long down = 0;
        long uplinkBits = 0;
        for (int t = 0; t <= ROUNDS; t++) {
            Trace.Round round = trace.rounds().get(t);
            for (Uplink uplink : round.uplinks()) {
                long honest = uplink.report().honestBits();
                up += uplink.message().length;
                uplinkBits += honest;
                // padding, counts and headers: less than 16 bytes per part, of which there are two at most
                assertTrue(8L * uplink.message().length >= honest - 1);
                assertTrue(8L * uplink.message().length < honest + 256);
            }
            down += round.downlink().length;
            RoundRecord record = trace.records().get(t);
            assertEquals(up, record.uplinkBytes());
            assertEquals(down, record.downlinkBytes());
            assertEquals((double) uplinkBits / n, record.uplinkBits());
            assertEquals((t + 1L) * n * 20 * Double.BYTES, record.evaluationBytes());
        }
        assertEquals(0, trace.rounds().get(0).downlink().length);
    }

    @Test
    void setup_isCountedWhereConstantsAreAskedFor() {
        assertEquals(
                0,
                train(7, "ef21", "topk:1", ValueBits.DOUBLE, 20, false)
                        .records()
                        .get(0)
                        .setupBytes());
        Problem problem = Problem.of(Quadratics.random(new SplittableRandom(7), 5, 20));
        Trace trace = Trace.of(problem.objectives(), Trace.options("ef21", "topk:1", "theory", 3));
        long setup = trace.records().get(0).setupBytes();
        // four scalars per client, and products of d numbers both ways
        assertTrue(setup > 160 && (setup - 160) % (2 * 5 * 20 * Double.BYTES) == 0, "setup " + setup);
        assertEquals(setup, trace.records().get(3).setupBytes());
    }

    private static Trace train(long seed, String method, String compressor, ValueBits bits, int d, boolean exactStart) {
        Problem problem = Problem.of(Quadratics.random(new SplittableRandom(seed), 5, d));
        return Trace.of(
                problem.objectives(),
                Trace.options(Methods.parse(method), compressor, "0.001", ROUNDS, bits, exactStart, false));
    }
}
