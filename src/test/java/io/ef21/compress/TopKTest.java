package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.data.InvalidInputException;
import io.ef21.wire.Correction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Top-k keeps its promises: contraction by k/d, exact counts, honest traits. */
class TopKTest {
    /** Squares and sums of at most 60 numbers round by less than 60 units of 1.1e-16. */
    private static final double ROUNDING = 1e-14;

    @ParameterizedTest
    @EnumSource
    void compress_contractsByKOverD(Draws kind) {
        SplittableRandom random = new SplittableRandom(1);
        for (int d = 1; d <= 60; d++) {
            double[] v = kind.vector(random, d);
            double norm = squaredNorm(v);
            for (int k = 1; k <= d; k++) {
                double alpha = new TopK(k, false).traits(d).alpha();
                assertEquals((double) k / d, alpha);
                assertTrue(squaredError(v, k) <= (1 - alpha) * norm * (1 + ROUNDING), "d = " + d + ", k = " + k);
            }
        }
    }

    @Test
    void compress_ofEqualMagnitudes_attainsTheBound() {
        SplittableRandom random = new SplittableRandom(2);
        for (int d = 1; d <= 60; d++) {
            double[] v = Draws.EQUAL.vector(random, d);
            double norm = squaredNorm(v);
            for (int k = 1; k <= d; k++) {
                assertEquals((1 - (double) k / d) * norm, squaredError(v, k), ROUNDING * norm);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void compress_keepsTheSelectedValuesAndNoZeros(Draws kind) {
        SplittableRandom random = new SplittableRandom(3);
        for (int d = 1; d <= 60; d++) {
            double[] v = kind.vector(random, d);
            int nonzeros = (int) IntStream.range(0, d).filter(j -> v[j] != 0).count();
            for (int k = 1; k <= d; k++) {
                Correction kept = new TopK(k, false).compress(v, 0);
                assertEquals(d, kept.length());
                assertEquals(Math.min(k, nonzeros), kept.stored());
                double[] dense = kept.toDense();
                for (int j = 0; j < d; j++) {
                    assertTrue(dense[j] == 0 || dense[j] == v[j]);
                }
            }
        }
    }

    @Test
    void compress_ofTies_keepsTheLowerIndices() {
        double[] dense =
                new TopK(2, false).compress(new double[] {1, -2, 2, 2, -2}, 0).toDense();
        assertArrayEquals(new double[] {0, -2, 2, 0, 0}, dense);
    }

    @Test
    void compress_isHomogeneous() {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 200; instance++) {
            double[] v = Draws.GAUSSIAN.vector(random, random.nextInt(1, 50));
            TopK topK = new TopK(random.nextInt(1, v.length + 1), false);
            // powers of two scale without rounding
            double scale = Math.scalb(1.0, random.nextInt(-40, 40));
            double[] scaled = topK.compress(v, 0).toDense();
            for (int j = 0; j < v.length; j++) {
                scaled[j] *= scale;
                v[j] *= scale;
            }
            assertArrayEquals(scaled, topK.compress(v, 0).toDense());
        }
    }

    @Test
    void compress_ofAll_isTheIdentity() {
        double[] v = Draws.GAUSSIAN.vector(new SplittableRandom(5), 40);
        assertArrayEquals(v, new TopK(40, false).compress(v, 0).toDense());
        assertArrayEquals(v, new Identity().compress(v, 0).toDense());
    }

    @Test
    void result_doesNotShareTheVector() {
        for (Compressor compressor : new Compressor[] {new TopK(3, false), new TopK(1, true), new Identity()}) {
            double[] v = {1, 2, 3};
            Correction correction = compressor.compress(v, 0);
            v[1] = -7;
            assertArrayEquals(new double[] {1, 2, 3}, correction.toDense());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void compress_ofWhatIsNotFinite_isRefused(double bad) {
        double[] v = {1, bad, 2};
        assertThrows(ArithmeticException.class, () -> new TopK(1, false).compress(v, 0));
        assertThrows(ArithmeticException.class, () -> new TopK(3, false).compress(v, 0));
    }

    /** As a decimal number, so 0.07 of 100 is 7 although the double 0.07 is a little more. */
    @Test
    void fraction_isRoundedUp() {
        for (int d = 1; d <= 300; d++) {
            for (int percent = 1; percent <= 100; percent++) {
                TopK topK = (TopK) Compressors.parse("topk:" + BigDecimal.valueOf(percent, 2));
                int expected = BigDecimal.valueOf(percent, 2)
                        .multiply(BigDecimal.valueOf(d))
                        .setScale(0, RoundingMode.CEILING)
                        .intValue();
                assertEquals(expected, topK.k(d), topK + " of " + d);
                assertEquals((double) expected / d, topK.traits(d).alpha());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1.0e-9, 5, 1", "0.2, 5, 1", "0.21, 5, 2", "1.0, 7, 7", "0.5, 7, 4", "0.999, 2, 2"})
    void fraction_keepsAtLeastOneAndAtMostAll(String fraction, int d, int k) {
        assertEquals(k, ((TopK) Compressors.parse("topk:" + fraction)).k(d));
    }

    @Test
    void count_isNotAFraction() {
        assertNotEquals(Compressors.parse("topk:1"), Compressors.parse("topk:1.0"));
        assertEquals(1, ((TopK) Compressors.parse("topk:1")).k(10));
        assertEquals(10, ((TopK) Compressors.parse("topk:1.0")).k(10));
    }

    @Test
    void count_ofMoreThanTheFeatures_isRefusedWithBothNumbers() {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> new TopK(11, false).requireFits(10));
        assertTrue(e.getMessage().contains("topk:11") && e.getMessage().contains("10"), e.getMessage());
    }

    @Test
    void count_ofUpToAllFeatures_isAccepted() {
        assertDoesNotThrow(() -> new TopK(10, false).requireFits(10));
        assertDoesNotThrow(() -> new TopK(1, true).requireFits(1));
    }

    /** A client may own fewer columns than are asked for: it sends them all. */
    @Test
    void compress_ofFewerThanAskedFor_keepsAll() {
        double[] v = {3, -1, 2};
        assertArrayEquals(v, new TopK(5, false).compress(v, 0).toDense());
        assertEquals(1.0, new TopK(5, false).traits(3).alpha());
        assertEquals(0, new TopK(5, false).compress(new double[0], 0).length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"topk:0", "topk:-1", "topk:0.0", "topk:-0.1", "topk:1.5", "topk:", "topk", "topk:x", "topk:NaN"})
    void specification_thatIsNeitherCountNorFraction_isRefused(String specification) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> Compressors.parse(specification));
        assertTrue(e.getMessage().contains("topk:0.01"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"topk:1", "topk:250", "topk:0.01", "topk:1.0", "identity"})
    void specification_isWhatToStringGives(String specification) {
        assertEquals(specification, Compressors.parse(specification).toString());
    }

    private static double squaredError(double[] v, int k) {
        double[] rest = v.clone();
        new TopK(k, false).compress(v, 0).addTo(rest, -1);
        return squaredNorm(rest);
    }

    private static double squaredNorm(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x;
        }
        return sum;
    }
}
