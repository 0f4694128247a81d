package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Steps on a logarithmic scale. */
class LogScaleTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void powersOfTwo_moveByWholeSteps() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 10_000; instance++) {
            double v = random.nextDouble(1, 2);
            int k = random.nextInt(-1022, 1023);
            assertEquals(k + LogScale.octaves(v), LogScale.octaves(Math.scalb(v, k)));
            assertEquals(4 * k + LogScale.quarters(v), LogScale.quarters(Math.scalb(v, k)));
        }
    }

    @Test
    void steps_areTheNearest() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 10_000; instance++) {
            double v = Math.scalb(random.nextDouble(1, 2), random.nextInt(-1000, 1000));
            double octaves = Math.log(v) / Math.log(2);
            assertEquals(octaves, LogScale.octaves(v), 0.5 + ROUNDING);
            assertEquals(octaves, LogScale.quarters(v) / 4.0, 0.125 + ROUNDING);
        }
    }

    @Test
    void values_areExactAtWholeOctaves_andNearBetween() {
        for (int step = -2000; step <= 2000; step++) {
            assertEquals(step, LogScale.quarters(LogScale.ofQuarters(step)));
            assertEquals(1, LogScale.ofQuarters(step) / Math.pow(2, step / 4.0), ROUNDING);
            assertEquals(1, LogScale.ofHalves(step) / Math.pow(2, step / 2.0), ROUNDING);
            assertEquals(2 * LogScale.ofHalves(step), LogScale.ofHalves(step + 2));
            assertTrue(step % 2 != 0 || Math.scalb(1.0, step / 2) == LogScale.ofHalves(step));
        }
    }
}
