package io.ef21.refute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.compress.Natural;
import io.ef21.compress.Rounding;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is broken falls, within seconds, and what falls can be replayed. */
class RefuteTest {
    private static final double SECONDS = 10;

    private static Counterexample falls(Compressor compressor, RefuteOptions options) {
        Outcome outcome = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Refuter.refute(compressor, options));
        Counterexample found = outcome.counterexample();
        assertNotNull(found, compressor + " survives " + outcome);
        Counterexample again = Refuter.refute(compressor, options.of(List.of()).replaying(found))
                .counterexample();
        assertNotNull(again, found + " cannot be replayed");
        assertEquals(found.claim(), again.claim());
        assertArrayEquals(found.vector(), again.vector());
        return found;
    }

    @Test
    void ditheringThatReturnsItsInputAndChargesFewerBits() {
        Counterexample found = falls(new Broken.ReturnsItsInput(), RefuteOptions.usual(SECONDS, 1));
        assertEquals("bits", found.claim());
        assertEquals(1, found.vector().length);
        assertEquals("this one has 64", found.violation().found());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void unscaledTopKAndDithering(long seed) {
        Counterexample found = falls(new Broken.UnscaledTopKDithering(9), RefuteOptions.usual(SECONDS, seed));
        assertEquals("alpha", found.claim());
    }

    /** Twenty ones and Top-9: an error of 0.60625 where 0.6 is claimed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theCounterexampleOfTheLiterature(long seed) {
        RefuteOptions options = RefuteOptions.usual(SECONDS, seed).of(List.of(20));
        Counterexample found = falls(new Broken.UnscaledTopKDithering(9), options);
        assertEquals("alpha", found.claim());
        assertEquals(20, found.vector().length);
    }

    @ParameterizedTest
    @EnumSource(Broken.Pivot.class)
    void tiesBrokenByArgpartition(Broken.Pivot pivot) {
        Overrides lower = new Overrides(null, null, null, null, null, true);
        RefuteOptions options = RefuteOptions.usual(SECONDS, 1);
        boolean sound = pivot == Broken.Pivot.MIDDLE;
        Counterexample found = falls(new Broken.Argpartition(2, pivot), sound ? options.claiming(lower) : options);
        String claim =
                switch (pivot) {
                    case KEY -> "deterministic";
                    case CALLS -> "contract";
                    case BITS -> "homogeneous";
                    case MIDDLE -> "ties";
                };
        assertEquals(claim, found.claim());
        assertTrue(found.vector().length <= 5, VectorText.of(found.vector()));
    }

    @Test
    void anUnbiasedClaimOnABiasedRounding() {
        Counterexample found = falls(new Broken.UnbiasedNearest(), RefuteOptions.usual(SECONDS, 1));
        assertEquals("mean", found.claim());
        assertEquals(1, found.vector().length);
    }

    @Test
    void theSameClaimByTheUser() {
        Overrides claims = new Overrides(null, 0.125, null, null, null, null);
        Counterexample found = falls(
                Rounding.exponential(2, true), RefuteOptions.usual(SECONDS, 1).claiming(claims));
        assertTrue(Set.of("omega", "mean").contains(found.claim()), found.claim());
    }

    @Test
    void constantsThatAreAFewPercentTooGood() {
        Overrides claims = new Overrides(null, 0.121, null, null, null, null);
        Counterexample found =
                falls(new Natural(), RefuteOptions.usual(SECONDS, 1).claiming(claims));
        assertEquals("omega", found.claim());
        assertTrue(found.violation().draws() > 0);
    }

    @Test
    void sideEffects() {
        assertEquals(
                "contract",
                falls(new Broken.InPlace(), RefuteOptions.usual(SECONDS, 1)).claim());
        Counterexample shares = falls(new Broken.Shares(), RefuteOptions.usual(SECONDS, 1));
        assertEquals("contract", shares.claim());
    }

    @Test
    void moreResultsThanBitsCanTellApart() {
        Overrides claims = new Overrides(null, null, 3L, null, null, null);
        // Elias' code of few nonzeros is short, but not so short
        Counterexample found = falls(
                Compressors.parse("identity"),
                new RefuteOptions(claims, "image", List.of(1), Magnitudes.USUAL, new double[0], SECONDS, 1, 1e-9));
        assertEquals("image", found.claim());
    }

    @Test
    void aSeedDeterminesTheSearch() {
        RefuteOptions options =
                RefuteOptions.usual(SECONDS, 7).claiming(new Overrides(0.5, null, null, null, null, null));
        Counterexample one = falls(Compressors.parse("topk:1"), options);
        Counterexample two = falls(Compressors.parse("topk:1"), options);
        assertArrayEquals(one.vector(), two.vector());
        assertArrayEquals(new double[] {1, 1, 1}, one.vector());
        assertEquals(one.seed(), two.seed());
    }

    /** A claim that holds with equality is refuted with the stated probability at most. */
    @Test
    void theBetIsFair() {
        int refuted = 0;
        double error = 0.05;
        for (long seed = 0; seed < 400; seed++) {
            RefuteOptions options = new RefuteOptions(
                    Overrides.NONE, "omega", List.of(2), Magnitudes.USUAL, new double[] {1, 1}, 1, seed, error);
            refuted += Refuter.refute(Compressors.parse("randk:1:unbiased"), options)
                                    .counterexample()
                            == null
                    ? 0
                    : 1;
        }
        assertTrue(refuted <= 400 * error, refuted + " of 400");
    }

    @Test
    void vectorsAsText() {
        for (double[] x : List.of(
                new double[] {1, 1, 1, -0.5, 0, 0}, new double[] {-0.0, 1e-300, 1e7, 1e30}, new double[] {1 / 3.0})) {
            assertArrayEquals(x, VectorText.parse(VectorText.of(x)));
        }
        assertEquals("1x3,-0.5,0x2", VectorText.of(new double[] {1, 1, 1, -0.5, 0, 0}));
        assertFalse(VectorText.of(new double[] {1 / 3.0}).contains("x"));
    }

    @Test
    void onlyTheClaimThatIsAskedFor() {
        Outcome outcome = Refuter.refute(
                Compressors.parse("topk:1"),
                new RefuteOptions(
                        new Overrides(0.9, null, null, null, null, null),
                        "homogeneous",
                        List.of(3),
                        Magnitudes.USUAL,
                        new double[0],
                        0.2,
                        1,
                        1e-9));
        assertNull(outcome.counterexample());
        assertEquals(
                List.of("homogeneous"),
                outcome.worst().stream().map(Outcome.Worst::claim).toList());
    }
}
