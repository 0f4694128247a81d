package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.run.Moved;
import io.ef21.run.RoundRecord;
import io.ef21.update.Stepper.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTitleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0.50578 ; false ; NaN     ; 3.01e-4 ; EF21 round 37: f = 0.5058, |g| <= 3.1e-4",
                "0.50578 ; false ; 9.61e-8 ; 4e-4    ; EF21 round 37: f = 0.5058, |g| = 3.1e-4",
                "0.50578 ; true  ; NaN     ; NaN     ; EF21 round 37: f ~ 0.5058",
                "-12.5   ; false ; NaN     ; 0       ; EF21 round 37: f = -12.50, |g| <= 0.0e0",
                "3e-9    ; false ; NaN     ; 9.91    ; EF21 round 37: f = 3.000e-09, |g| <= 1.0e1",
                "NaN     ; true  ; NaN     ; NaN     ; EF21 round 37",
            })
    void of_aRoundBefore(double objective, boolean sampled, double gradNormSq, double bound, String title) {
        assertEquals(title, RoundTitle.of(37, record(objective, sampled, gradNormSq, bound)));
    }

    @Test
    void of_noRoundBefore() {
        assertEquals("EF21 round 0", RoundTitle.of(0, null));
    }

    /** A record of which only what a title shows matters. */
    static RoundRecord record(double objective, boolean sampled, double gradNormSq, double bound) {
        return new RoundRecord(
                36,
                Double.NaN,
                objective,
                sampled,
                gradNormSq,
                bound,
                Double.NaN,
                1,
                Action.STEP,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                Moved.NOTHING,
                0,
                0,
                0,
                12);
    }
}
