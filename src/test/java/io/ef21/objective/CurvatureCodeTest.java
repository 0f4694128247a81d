package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Curvatures in a byte each. */
class CurvatureCodeTest {
    private static double[] curvatures(SplittableRandom random, int d, int octaves) {
        double[] values = new double[d];
        for (int j = 0; j < d; j++) {
            values[j] = random.nextInt(4) == 0 ? 0 : Math.pow(2, random.nextDouble(-octaves / 2.0, octaves / 2.0));
        }
        return values;
    }

    @Test
    void values_comeBackWithinAnEighthOfAnOctave_andZerosStay() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 300; instance++) {
            double[] values = curvatures(random, random.nextInt(50), 60);
            double[] decoded = CurvatureCode.decode(CurvatureCode.encode(values), values.length);
            for (int j = 0; j < values.length; j++) {
                assertEquals(values[j] == 0, decoded[j] == 0);
                assertTrue(
                        values[j] == 0 || Math.abs(Math.log(decoded[j] / values[j]) / Math.log(2)) <= 0.125 + 1e-12,
                        values[j] + " became " + decoded[j]);
            }
        }
    }

    @Test
    void powersOfTwo_comeThroughExactly() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 100; instance++) {
            double[] values = curvatures(random, 30, 20);
            double[] times = values.clone();
            int[] exponents = random.ints(30, -18, 19).toArray();
            for (int j = 0; j < 30; j++) {
                times[j] = Math.scalb(values[j], exponents[j]);
            }
            double[] expected = CurvatureCode.decode(CurvatureCode.encode(values), 30);
            for (int j = 0; j < 30; j++) {
                expected[j] = Math.scalb(expected[j], exponents[j]);
            }
            assertArrayEquals(expected, CurvatureCode.decode(CurvatureCode.encode(times), 30));
        }
    }

    @Test
    void whatIsTooSmall_becomesTheSmallest_andWhatIsNoCurvature_zero() {
        double[] values = {1, 1e-300, 0x1.0p-63, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN, -1};
        double smallest = Math.pow(2, -63.5);
        assertArrayEquals(
                new double[] {1, smallest, 0x1.0p-63, 0, 0, 0, 0},
                CurvatureCode.decode(CurvatureCode.encode(values), values.length),
                1e-30);
        assertArrayEquals(new double[3], CurvatureCode.decode(CurvatureCode.encode(new double[3]), 3));
    }

    /** Columns of much the same curvature take few bits, whatever it is. */
    @Test
    void codes_areShort() {
        double[] values = new double[10_000];
        java.util.Arrays.fill(values, 1e-7);
        assertTrue(CurvatureCode.encode(values).length < 10_000 / 6);
    }

    @Test
    void scaling_makesEveryCurvatureOne_withinHalfAnOctave() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = curvatures(random, 500, 120);
        Scaling scaling = Scaling.of(values);
        for (int j = 0; j < values.length; j++) {
            double s = scaling.at(j);
            double scaled = s * s * values[j];
            assertTrue(values[j] == 0 ? s == 1 : Math.abs(Math.log(scaled)) <= Math.log(2) / 2 + 1e-12, "" + scaled);
        }
        assertArrayEquals(new double[] {scaling.at(3), scaling.at(0)}, scaling.gather(new int[] {3, 0}));
        assertArrayEquals(scaling.gather(null), scaling.toModel(ones(500)));
    }

    @Test
    void scaling_staysInTheRangeOfAByte() {
        Scaling scaling = Scaling.of(new double[] {1e300, 1e-300, Double.NaN, Double.POSITIVE_INFINITY});
        assertArrayEquals(new byte[] {127, -128, 0, 0}, scaling.halves());
        assertTrue(scaling.encodedLength() > 0);
    }

    private static double[] ones(int d) {
        double[] ones = new double[d];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }
}
