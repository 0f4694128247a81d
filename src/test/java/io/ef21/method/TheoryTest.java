package io.ef21.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Compressors;
import io.ef21.data.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Steps from what compressors declare, and refusals where they declare too little. */
class TheoryTest {
    private static final Smoothness SMOOTHNESS = new Smoothness(2, false, 3, 4, 1, 5, 0.7, 0, 0, new double[0]);

    private static Theory theory(String compressor, int clients, int... lengths) {
        return theory(Guarantee.of(Compressors.parse(compressor), lengths), clients, false);
    }

    private static Theory theory(Guarantee guarantee, int clients, boolean classic) {
        return new Theory(SMOOTHNESS, guarantee, null, clients, clients, 1, 10, 0, 0, 100, classic, false);
    }

    @Test
    void theWorstClientCounts() {
        Guarantee guarantee = Guarantee.of(Compressors.parse("topk:2"), new int[] {10, 0, 4, 1});
        assertEquals(0.2, guarantee.alpha());
        Guarantee unbiased = Guarantee.of(Compressors.parse("randk:2:unbiased"), new int[] {10, 0, 4});
        assertEquals(4, unbiased.omega());
        assertFalse(unbiased.sharedSeed());
        assertTrue(
                Guarantee.of(Compressors.parse("randblock:2"), new int[] {10}).sharedSeed());
    }

    @Test
    void errorFeedback_hasItsTheorems() {
        double xi = Math.sqrt(1 - 0.2) / (1 - Math.sqrt(1 - 0.2));
        assertEquals(1 / (2 + 3 * xi), theory("topk:2", 7, 10).errorFeedback().gamma(), 1e-12);
        Guarantee guarantee = Guarantee.of(Compressors.parse("topk:2"), new int[] {10});
        Theory classic = theory(guarantee, 7, true);
        assertEquals(1 / (2 + 4 * xi), classic.errorFeedback().gamma(), 1e-12);
        // unbiased with omega below 1 contracts as well
        assertTrue(theory("natural", 7, 10).errorFeedback().gamma() > 0);
    }

    /** 1 / (L + 2 omega max w_i L_i); shared draws do not average out. */
    @Test
    void unbiasedCompressors_averageOverClients() {
        assertEquals(
                1 / (2 + 2 * 4 * 0.7),
                theory("randk:2:unbiased", 8, 10).direct().gamma(),
                1e-12);
        assertEquals(
                1 / (2 + 2 * 4 * 5.0),
                theory("randk:2:unbiased:shared", 8, 10).direct().gamma(),
                1e-12);
        assertEquals(0.5, theory("identity", 8, 10).direct().gamma(), 1e-12);
        assertEquals(0.5, theory("topk:2", 1, 10).direct().gamma(), 1e-12);
    }

    @Test
    void whatIsNotCovered_isRefused_andSaysWhatWouldDo() {
        InvalidInputException unbiased = assertThrows(
                InvalidInputException.class, () -> theory("qsgd:1", 3, 100).errorFeedback());
        assertTrue(String.valueOf(unbiased.getMessage()).contains("scaled(qsgd:1) contracts"), unbiased.getMessage());
        InvalidInputException biased =
                assertThrows(InvalidInputException.class, () -> theory("threshold:0.1:absolute", 3, 100)
                        .direct());
        assertTrue(String.valueOf(biased.getMessage()).contains("topk:0.1"), biased.getMessage());
    }
}
