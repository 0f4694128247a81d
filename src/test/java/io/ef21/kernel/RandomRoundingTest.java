package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random roundings are what exact arithmetic gives with the bits of {@link CounterRandom}, and their means are the entries:
 * within five standard deviations, which a test of one mean fails by chance with probability 6e-7.
 */
class RandomRoundingTest {
    private static final int DRAWS = 200_000;

    @Test
    void randomBlock_hasTheBitsOfTheCounters() {
        for (int length : new int[] {0, 1, 7, 1023, 1024, 5000}) {
            RandomBlock block = new RandomBlock(length);
            for (long key : new long[] {0, -1, 0x123456789ABCDEFL}) {
                for (long first : new long[] {0, 1024, 3, 1L << 33}) {
                    int count = Math.min(length, RandomBlock.LENGTH);
                    long[] bits = block.fill(key, first, count);
                    for (int j = 0; j < count; j++) {
                        assertEquals(CounterRandom.bits(key, first + j), bits[j]);
                    }
                }
            }
        }
    }

    /** floor(t + u) in exact arithmetic, t cut to f places, with u of f places. */
    @ParameterizedTest
    @EnumSource
    void levels_areTheFloorsOfExactSums(Draws kind) {
        SplittableRandom random = new SplittableRandom(1);
        for (int levels : new int[] {1, 2, 7, 127, 128, 1000, LevelRounding.MOST_LEVELS}) {
            double[] v = kind.vector(random, 1500);
            double scale = largest(v);
            short[] out = levels(v, scale, levels, 5);
            int places = 62 - BigInteger.valueOf(levels).bitLength();
            for (int j = 0; j < v.length; j++) {
                BigDecimal t = new BigDecimal(v[j] / scale).multiply(BigDecimal.valueOf(levels));
                BigDecimal u = new BigDecimal(BigInteger.valueOf(CounterRandom.bits(5, j) >>> (64 - places)))
                        .divide(new BigDecimal(BigInteger.ONE.shiftLeft(places)));
                // the division and the product are rounded, by less than this
                BigDecimal slack = BigDecimal.valueOf(levels).multiply(BigDecimal.valueOf(0x1p-46));
                int least = floor(t.add(u).subtract(slack));
                int most = floor(t.add(u).add(slack));
                assertTrue(least <= out[j] && out[j] <= most, v[j] + " of " + scale + " became " + out[j]);
                assertTrue(Math.abs(out[j]) <= levels);
                assertTrue(out[j] == 0 || out[j] < 0 == v[j] < 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 127, 32_767})
    void levels_haveTheEntriesAsMeans(int levels) {
        for (double part : new double[] {1e-3, 0.25, 1 / 3.0, 0.5, 0.999, -0.1, -0.75, 0.123456789}) {
            for (double scale : new double[] {1, Double.MIN_NORMAL * 16, Double.MAX_VALUE, 1e-310}) {
                double[] v = new double[DRAWS];
                Arrays.fill(v, part * scale);
                short[] out = levels(v, scale, levels, 11);
                double t = v[0] / scale * levels;
                double fraction = t - Math.floor(t);
                assertMean(t, Math.sqrt(fraction * (1 - fraction)), j -> out[j]);
            }
        }
    }

    @Test
    void levels_ofWholeMultiples_areThese() {
        double[] v = {-1, -0.5, -0.0, 0.0, 0.25, 1};
        for (long key = 0; key < 50; key++) {
            assertArrayEquals(new short[] {-8, -4, 0, 0, 2, 8}, levels(v, 1, 8, key));
            assertArrayEquals(new short[6], levels(new double[6], 0, 8, key));
        }
        double[] subnormal = {Double.MIN_VALUE, -2 * Double.MIN_VALUE, 4 * Double.MIN_VALUE};
        assertArrayEquals(new short[] {1, -2, 4}, levels(subnormal, 4 * Double.MIN_VALUE, 4, 3));
    }

    @Test
    void levels_ofEntriesAboveTheScale_areTheLast() {
        for (long key = 0; key < 50; key++) {
            double[] v = {Math.nextUp(1.0), -Math.nextUp(1.0), 0.5, 1e300};
            assertArrayEquals(new short[] {2, -2, 1, 2}, levels(v, 1, 2, key));
        }
    }

    /** No scale and no entry up to it gives a level out of range, whichever way the division is rounded. */
    @Test
    void levels_ofTheLargestEntry_areInRange() {
        SplittableRandom random = new SplittableRandom(3);
        for (int instance = 0; instance < 20_000; instance++) {
            double scale = Math.scalb(random.nextDouble(1, 2), random.nextInt(-1074, 1024));
            int levels = random.nextInt(1, LevelRounding.MOST_LEVELS + 1);
            short[] out = levels(new double[] {scale, -scale}, scale, levels, instance);
            assertTrue(out[0] <= levels && out[0] >= levels - 1);
            assertTrue(-out[1] <= levels && -out[1] >= levels - 1);
        }
    }

    @Test
    void powersOfTwo_stay() {
        for (int m = -1022; m <= 1023; m++) {
            double power = Math.scalb(1.0, m);
            short[] codes = codes(new double[] {power, -power, 0.0, -0.0}, m);
            assertEquals(power, NaturalRounding.value(codes[0]));
            assertEquals(-power, NaturalRounding.value(codes[1]));
            assertEquals(0, codes[2]);
            assertEquals(0, codes[3]);
            assertTrue(NaturalRounding.areCodes(codes));
        }
    }

    @ParameterizedTest
    @EnumSource
    void natural_isOneOfTheTwoPowersBeside(Draws kind) {
        double[] v = kind.vector(new SplittableRandom(2), 3000);
        double[] rounded = new double[v.length];
        NaturalRounding.addTo(codes(v, 9), rounded, 1);
        for (int j = 0; j < v.length; j++) {
            double low = v[j] == 0 ? 0 : Math.scalb(1.0, Math.getExponent(v[j]));
            double p = v[j] == 0 ? 0 : Math.abs(v[j]) / low - 1;
            // the sum of the two fractions, exact in 53 bits, carries or not
            double expected = p + (CounterRandom.bits(9, j) >>> 12) * 0x1p-52 >= 1 ? 2 * low : low;
            assertEquals(expected, Math.abs(rounded[j]));
            assertTrue(v[j] == 0 || rounded[j] < 0 == v[j] < 0);
        }
    }

    @Test
    void natural_hasTheEntriesAsMeans() {
        for (double part : new double[] {1, 1.001, 1.25, 4 / 3.0, -1.5, 1.999}) {
            for (int m : new int[] {-1022, -1, 0, 500, 1022}) {
                double[] v = new double[DRAWS];
                Arrays.fill(v, Math.scalb(part, m));
                short[] codes = codes(v, 12);
                double p = Math.abs(part) - 1;
                assertMean(part, Math.sqrt(p * (1 - p)), j -> Math.scalb(NaturalRounding.value(codes[j]), -m));
            }
        }
    }

    @Test
    void natural_ofSubnormalNumbers_hasTheEntriesAsMeans() {
        for (double part : new double[] {0.5, -0.25, 0.01, 0.999}) {
            double[] v = new double[DRAWS];
            Arrays.fill(v, part * Double.MIN_NORMAL);
            short[] codes = codes(v, 13);
            assertTrue(NaturalRounding.areCodes(codes));
            double p = Math.abs(part);
            assertMean(part, Math.sqrt(p * (1 - p)), j -> NaturalRounding.value(codes[j]) / Double.MIN_NORMAL);
        }
    }

    @Test
    void natural_ofTheLargestNumbers_staysFinite() {
        double[] v = new double[3000];
        Arrays.setAll(v, j -> j % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE);
        short[] codes = codes(v, 1);
        for (int j = 0; j < v.length; j++) {
            assertEquals(j % 2 == 0 ? 0x1p1023 : -0x1p1023, NaturalRounding.value(codes[j]));
        }
    }

    @Test
    void areCodes_tellsCodesFromOthers() {
        for (int code = Short.MIN_VALUE; code <= Short.MAX_VALUE; code++) {
            double value = NaturalRounding.value(code);
            boolean written = code >= 0 && code < 4096 && code != 2048 && Double.isFinite(value);
            assertEquals(written, NaturalRounding.areCodes(new short[] {1023, (short) code}));
        }
        assertTrue(NaturalRounding.areCodes(new short[0]));
        assertFalse(NaturalRounding.areCodes(new short[] {2047}));
    }

    @ParameterizedTest
    @EnumSource
    void signs_andTheSumOfMagnitudes(Draws kind) {
        SplittableRandom random = new SplittableRandom(4);
        for (int d = 0; d < 100; d++) {
            double[] v = kind.vector(random, d);
            byte[] signs = new byte[SignSum.bytes(d)];
            Arrays.fill(signs, (byte) 0x5A);
            double[] lanes = new double[8];
            for (int j = 0; j < d; j++) {
                lanes[j % 8] += Math.abs(v[j]);
            }
            double expected =
                    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
            assertEquals(expected, SignSum.sum(v, signs));
            double[] target = new double[d];
            SignSum.addTo(signs, target, 2.5);
            for (int j = 0; j < 8 * signs.length; j++) {
                boolean negative = j < d && v[j] < 0;
                assertEquals(negative ? 1 : 0, signs[j / 8] >> (j % 8) & 1);
                assertTrue(j >= d || target[j] == (negative ? -2.5 : 2.5));
            }
        }
    }

    @Test
    void sum_thatIsLargerThanAnyNumber_isRefused() {
        double[] v = new double[20];
        Arrays.fill(v, Double.MAX_VALUE / 4);
        String message = assertThrows(ArithmeticException.class, () -> SignSum.sum(v, new byte[3]))
                .getMessage();
        assertTrue(String.valueOf(message).contains("larger than any number"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void entriesThatAreNotFinite_areRefused(double bad) {
        for (int d : new int[] {1, 8, 13, 3000}) {
            for (int at = 0; at < d; at += 1 + d / 20) {
                double[] v = Draws.GAUSSIAN.vector(new SplittableRandom(7), d);
                v[at] = bad;
                assertThrows(ArithmeticException.class, () -> levels(v, 10, 4, 1));
                assertThrows(ArithmeticException.class, () -> codes(v, 1));
                assertThrows(ArithmeticException.class, () -> SignSum.sum(v, new byte[SignSum.bytes(d)]));
            }
        }
    }

    @Test
    void levels_withScalesOrNumbersOutOfRange_areRefused() {
        for (double scale : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> levels(new double[1], scale, 1, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> levels(new double[1], 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> levels(new double[1], 1, 32_768, 0));
    }

    private static void assertMean(double expected, double deviation, IntToDoubleFunction draw) {
        double sum = 0;
        for (int j = 0; j < DRAWS; j++) {
            sum += draw.applyAsDouble(j) - expected;
        }
        double allowed = 5 * deviation / Math.sqrt(DRAWS) + 1e-11 * Math.abs(expected);
        double off = Math.abs(sum / DRAWS);
        assertTrue(off <= allowed, () -> "mean off by " + off + ", allowed " + allowed + ", for " + expected);
    }

    private static short[] levels(double[] v, double scale, int levels, long key) {
        short[] out = new short[v.length];
        LevelRounding.round(v, scale, levels, key, out);
        return out;
    }

    private static short[] codes(double[] v, long key) {
        short[] out = new short[v.length];
        NaturalRounding.round(v, key, out);
        return out;
    }

    private static double largest(double[] v) {
        double largest = 0;
        for (double x : v) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest;
    }

    private static int floor(BigDecimal x) {
        return x.setScale(0, RoundingMode.FLOOR).intValueExact();
    }
}
