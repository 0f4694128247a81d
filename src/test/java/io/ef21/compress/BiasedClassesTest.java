package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inequalities of B1 and B2 in the mean over 2,000 draws, at 5 standard errors, fixed keys; and the conversions between classes. */
class BiasedClassesTest {
    private static final int DRAWS = 2000;

    static Stream<String> specifications() {
        return Zoo.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void inequalitiesHold(String specification) {
        Compressor compressor = Compressors.parse(specification);
        for (int d : new int[] {2, 30}) {
            Traits traits = compressor.traits(d);
            Biased first = traits.first();
            Biased second = traits.second();
            if (first == null || second == null) {
                continue;
            }
            for (Map.Entry<String, double[]> entry : Vectors.hard(d).entrySet()) {
                double[] x = entry.getValue();
                if (!entry.getKey().equals("zero") && !entry.getKey().equals("huge range")) {
                    check(compressor, x, first, second, specification + ", " + entry.getKey() + ", d = " + d);
                }
            }
        }
    }

    private static void check(Compressor compressor, double[] x, Biased first, Biased second, String what) {
        double norm = Dense.squaredNorm(x);
        int draws = compressor.traits(x.length).has(Property.DETERMINISTIC) ? 1 : DRAWS;
        // what has to be nonnegative on average
        double[] sums = new double[4];
        double[] squares = new double[4];
        for (int draw = 0; draw < draws; draw++) {
            double[] sent = compressor.compress(x, CounterRandom.key(29, draw)).toDense();
            double square = Dense.squaredNorm(sent) / norm;
            double product = Dense.dot(sent, x) / norm;
            double[] margins = {
                square - first.lower(),
                first.upper() * product - square,
                product - second.lower(),
                product - square / second.upper()
            };
            for (int i = 0; i < margins.length; i++) {
                sums[i] += margins[i] / draws;
                squares[i] += margins[i] * margins[i] / draws;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            double error = Math.sqrt(Math.max(0, squares[i] - sums[i] * sums[i]) / draws);
            assertTrue(sums[i] >= -5 * error - 1e-6, what + ": inequality " + i + " is off by " + sums[i]);
        }
    }

    /** Theorems 6 and 7 of the biased-compression paper. */
    @Test
    void scaling() {
        Traits natural = new Natural().traits(10);
        assertEquals(0.125, natural.omega());
        assertEquals(0.875, natural.alpha());
        assertEquals(new Biased(1, 1.125), natural.first());
        Traits best = new Scaled(new Natural(), 0).traits(10);
        assertEquals(8.0 / 9, best.alpha(), 1e-15);
        assertEquals(9.0 / 8, best.delta(), 1e-15);
        double c = 0.5;
        assertEquals(
                c * (2 - 1.125 * c), new Scaled(new Natural(), c).traits(10).alpha(), 1e-15);
        // 2/c and more: no contraction
        assertEquals(
                0,
                new Scaled(new RandK(new Amount(1, false), true, false), 0.5)
                        .traits(10)
                        .alpha());
        assertTrue(new RandK(new Amount(1, false), true, false).traits(10).alpha() == 0);
    }
}
