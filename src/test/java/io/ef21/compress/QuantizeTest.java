package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.Bfloat16;
import io.ef21.kernel.PackedLevels;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quantizer's image, symmetries and refusals, against a direct computation. */
class QuantizeTest {
    private static final int[] LENGTHS = {0, 1, 2, 7, 8, 9, 15, 16, 63, 64, 65, 200};
    private static final int[] BLOCKS = {1, 3, 8, 10, 16, 64, 65_536};

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void everyEntryGoesToTheNearestLevel(int bits) {
        double l = PackedLevels.largestLevel(bits);
        for (int d : LENGTHS) {
            for (int block : BLOCKS) {
                double[] v = Vectors.uniform(bits, d);
                double[] result = new Quantize(bits, block).compress(v, 0).toDense();
                for (int j = 0; j < d; j++) {
                    double scale = scale(v, j / block * block, block);
                    double level = Math.rint(v[j] * (l / scale));
                    assertEquals(level * (scale / l) + 0.0, result[j], "entry " + j);
                    assertTrue(Math.abs(level) <= l);
                }
            }
        }
    }

    @Test
    void tiesGoToTheEvenLevel() {
        // Scale 7 at 4 bits: the levels are the integers from -7 to 7.
        double[] v = {7, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 6.5, -6.5, 3.49, 3.51};
        double[] expected = {7, 0, 2, 2, 0, -2, -2, 6, -6, 3, 4};
        assertArrayEquals(expected, new Quantize(4).compress(v, 0).toDense());
    }

    @Test
    void aVectorOnTheGridStaysAsItIs() {
        double[] v = new double[300];
        for (int j = 0; j < v.length; j++) {
            v[j] = j % 64 == 5 ? 1.75 : (j % 15 - 7) * 0.25;
        }
        assertArrayEquals(v, new Quantize(4).compress(v, 0).toDense());
    }

    @Test
    void powersOfTwoPassThrough() {
        double[] v = Vectors.uniform(11, 130);
        for (int bits = 2; bits <= 8; bits++) {
            double[] once = new Quantize(bits).compress(v, 0).toDense();
            for (int exponent : new int[] {-100, -3, 1, 40, 120}) {
                double[] scaled = scaled(v, exponent);
                assertArrayEquals(
                        scaled(once, exponent),
                        new Quantize(bits).compress(scaled, 0).toDense());
            }
        }
    }

    @Test
    void theSameVectorGivesTheSameBytesWhateverTheKey() {
        double[] v = Vectors.uniform(12, 1000);
        byte[] bytes = Wire.encode(new Quantize(3).compress(v, 1), ValueBits.FLOAT);
        assertArrayEquals(bytes, Wire.encode(new Quantize(3).compress(v.clone(), 2), ValueBits.DOUBLE));
        assertArrayEquals(Vectors.uniform(12, 1000), v);
    }

    @Test
    void whatCannotBeScaledIsRefused() {
        double largest = Bfloat16.value(0x7F7F);
        assertEquals(
                largest, new Quantize(8).compress(new double[] {largest, 1}, 0).toDense()[0]);
        for (double bad :
                new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Math.nextUp(largest), -Float.MAX_VALUE, 1e39, -1e300
                }) {
            for (int at : new int[] {0, 69, 99}) {
                double[] v = new double[100];
                v[at] = bad;
                assertThrows(ArithmeticException.class, () -> new Quantize(4).compress(v, 0), "" + bad);
            }
        }
    }

    @Test
    void scalesAreTheNextBfloat16() {
        for (int code = 0; code < 0x7F7F; code++) {
            double here = Bfloat16.value(code);
            double next = Bfloat16.value(code + 1);
            assertEquals(code, Bfloat16.roundUp(here));
            assertEquals(code + 1, Bfloat16.roundUp(Math.nextUp(here)));
            assertEquals(code + 1, Bfloat16.roundUp((here + next) / 2));
            assertEquals(code + 1, Bfloat16.roundUp(Math.nextDown(next)));
        }
        assertEquals(1, Bfloat16.roundUp(Double.MIN_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantize:4", "quantize:2", "quantize:8:1", "quantize:3:65536", "quantize:4:16"})
    void specificationsRoundTrip(String specification) {
        assertEquals(specification, Compressors.parse(specification).toString());
        assertEquals(Compressors.parse(specification), Compressors.parse(specification));
    }

    @Test
    void theUsualBlockNeedNotBeSaid() {
        assertEquals(new Quantize(4, 64), Compressors.parse("quantize:4"));
        assertEquals(new Quantize(3, 16), Compressors.parse("quantize:3"));
        assertEquals("quantize:4", Compressors.parse("quantize:4:64").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantize",
                "quantize:",
                "quantize:1",
                "quantize:9",
                "quantize:-4",
                "quantize:4:0",
                "quantize:4:65537",
                "quantize:4:",
                "quantize:4:64:",
                "quantize:4:64:1",
                "quantize:x",
                "quantize:4.0",
                "quantize:4:x",
                "quantize:99999999999"
            })
    void wrongSpecificationsAreRefused(String specification) {
        InvalidInputException refusal =
                assertThrows(InvalidInputException.class, () -> Compressors.parse(specification));
        assertTrue(String.valueOf(refusal.getMessage()).contains("quantize:BITS"), refusal.getMessage());
    }

    private static double scale(double[] v, int begin, int block) {
        double largest = 0;
        for (int j = begin; j < Math.min(v.length, begin + block); j++) {
            largest = Math.max(largest, Math.abs(v[j]));
        }
        return Bfloat16.value(Bfloat16.roundUp(largest));
    }

    private static double[] scaled(double[] v, int exponent) {
        double[] scaled = v.clone();
        for (int j = 0; j < v.length; j++) {
            scaled[j] = Math.scalb(v[j], exponent);
        }
        return scaled;
    }
}
