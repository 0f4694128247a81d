package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.wire.Graded;
import io.ef21.wire.Placed;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What comes out lies on the grid: there are public implementations that return their input, which no test of the mean or the error
 * notices.
 */
class ImageTest {
    private static final int D = 200;

    private static void outputs(String specification, DoublePredicate onGrid) {
        for (Map.Entry<String, double[]> entry : Vectors.hard(D).entrySet()) {
            double[] sent = Compressors.parse(specification)
                    .compress(entry.getValue(), 31)
                    .toDense();
            for (double value : sent) {
                assertTrue(
                        onGrid.test(value),
                        specification + ", " + entry.getKey() + ": " + value + " is not on the grid");
            }
        }
    }

    @Test
    void naturalCompression_givesPowersOfTwo() {
        outputs("natural", v -> v == 0 || Math.scalb(1.0, Math.getExponent(v)) == Math.abs(v));
        outputs("rounding:b=2", v -> v == 0 || Math.scalb(1.0, Math.getExponent(v)) == Math.abs(v));
        outputs("nearest:b=2", v -> v == 0 || Math.scalb(1.0, Math.getExponent(v)) == Math.abs(v));
    }

    @Test
    void roundings_giveTheirLevels() {
        outputs("rounding:levels=1/2/5:period=10", v -> v == 0 || isOneTwoFive(Math.abs(v)));
        outputs("nearest:levels=1/2/5:period=10", v -> v == 0 || isOneTwoFive(Math.abs(v)));
    }

    private static boolean isOneTwoFive(double v) {
        double mantissa = v / Math.pow(10, Math.floor(Math.log10(v) + 1e-9));
        return Math.abs(mantissa - 1) < 1e-9 || Math.abs(mantissa - 2) < 1e-9 || Math.abs(mantissa - 5) < 1e-9;
    }

    /** Fractions of the largest output: levels of the ladder, if the largest entry reaches the top. */
    @ParameterizedTest
    @ValueSource(
            strings = {"qsgd:16:max", "int:5", "ternary", "dithering:b=2:s=8:p=inf", "natural-dithering:s=4:p=inf"})
    void levels_areFractionsOfTheNorm(String specification) {
        boolean linear = !specification.contains("dithering");
        for (Map.Entry<String, double[]> entry : Vectors.hard(D).entrySet()) {
            if (!(Compressors.parse(specification).compress(entry.getValue(), 37) instanceof Graded graded)) {
                continue;
            }
            int top = graded.ladder().top();
            double norm = 0;
            for (double v : entry.getValue()) {
                norm = Math.max(norm, Math.abs(v));
            }
            assertEquals(norm, graded.scale(), 1e-6 * norm, "the norm, in 32 bits");
            for (double value : graded.toDense()) {
                double fraction = Math.abs(value) / graded.scale();
                double level = linear ? fraction * top : fraction == 0 ? 0 : top + Math.log(fraction) / Math.log(2);
                assertEquals(Math.rint(level), level, 1e-9, specification + ", " + entry.getKey());
                assertTrue(level <= top && level >= 0);
            }
        }
    }

    @Test
    void sign_givesOneMagnitude() {
        for (double[] v : Vectors.hard(D).values()) {
            double[] sent = new ScaledSign().compress(v, 0).toDense();
            for (int j = 0; j < D; j++) {
                assertEquals(Math.abs(sent[0]), Math.abs(sent[j]));
                assertTrue(sent[j] == 0 || (sent[j] < 0) == (v[j] < 0));
            }
        }
    }

    @Test
    void compositions_sendOnlyWhatWasChosen() {
        double[] v = Vectors.uniform(41, D);
        Placed sent = (Placed) Compressors.parse("topk:10+natural").compress(v, 0);
        int[] largest = new TopK(10, false).choose(v, 0);
        assertEquals(10, sent.indices().length);
        for (int p = 0; p < 10; p++) {
            assertEquals(largest[p], sent.indices()[p]);
        }
    }
}
