package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.kernel.Bfloat16;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import io.ef21.kernel.PackedLevels;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The declared alpha of the quantizer holds for every vector, and is reached. */
class QuantizeContractionTest {
    /** Of the squared norm: the rounding of the arithmetic of compressor and test. */
    private static final double ROUNDING = 1e-13;

    private static final int[] BLOCKS = {1, 2, 3, 8, 16, 50, 64, 1000};

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void holdsForHardVectors(int bits) {
        for (int block : BLOCKS) {
            for (int d : new int[] {1, 2, 7, 64, 65, 1000}) {
                for (Map.Entry<String, double[]> hard : Vectors.hard(d).entrySet()) {
                    requireContraction(new Quantize(bits, block), hard.getValue(), hard.getKey());
                }
                for (int trial = 0; trial < 20; trial++) {
                    requireContraction(new Quantize(bits, block), nearTies(bits, block, d, trial), "near ties");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void isReachedByTheWorstVector(int bits) {
        double l = PackedLevels.largestLevel(bits);
        for (int block : BLOCKS) {
            for (int d : new int[] {1, 2, 5, 64, 1000}) {
                Quantize quantize = new Quantize(bits, block);
                double declared = 1 - quantize.traits(d).alpha();
                // The largest entry just beyond a power of two, or half way between the two largest levels.
                double worst = 0;
                for (double largest : new double[] {Math.nextUp(1.0), Math.nextUp(1.0078125 * (1 - 0.5 / l))}) {
                    double[] v = new double[d];
                    Arrays.fill(v, Bfloat16.value(Bfloat16.roundUp(largest)) / (2 * l) * (1 - 1e-12));
                    for (int j = 0; j < d; j += block) {
                        v[j] = largest;
                    }
                    // Whole blocks only: a shorter last block errs less.
                    int whole = block < d ? d - d % block : d;
                    worst = Math.max(worst, relativeError(quantize, Arrays.copyOf(v, whole)));
                }
                assertTrue(worst <= declared * (1 + 1e-10), () -> quantize + " errs by more than declared");
                assertEquals(declared, worst, 1e-9 * declared, () -> quantize + " could declare more");
            }
        }
    }

    @Test
    void theUsualShapes() {
        assertEquals(0.7538, new Quantize(4).traits(1_000_000).alpha(), 1e-4);
        assertEquals(0.7026, new Quantize(3).traits(1_000_000).alpha(), 1e-4);
    }

    @Test
    void belowNormalFloatsNoEntryErrsByMoreThanItself() {
        for (double top : new double[] {Double.MIN_VALUE, 1e-310, 1e-200, 0x1p-134, 0x1.01p-133, 3e-40, 0x1p-127}) {
            for (int bits = 2; bits <= 8; bits++) {
                double[] v = Vectors.uniform(9, 100);
                for (int j = 0; j < v.length; j++) {
                    v[j] *= top;
                }
                v[17] = top;
                double[] error = Dense.minus(new Quantize(bits).compress(v, 0).toDense(), v);
                for (int j = 0; j < v.length; j++) {
                    assertTrue(Math.abs(error[j]) <= Math.abs(v[j]) * (1 + 1e-15), "top " + top + ", bits " + bits);
                }
            }
        }
    }

    /** Entries about half way between levels, the largest anywhere. */
    private static double[] nearTies(int bits, int block, int d, long key) {
        double[] v = new double[d];
        double l = PackedLevels.largestLevel(bits);
        for (int begin = 0; begin < d; begin += block) {
            double largest = 1 + CounterRandom.uniform(key, begin) * (key % 2 == 0 ? 1 : 0.02);
            double step = Bfloat16.value(Bfloat16.roundUp(largest)) / l;
            for (int j = begin; j < Math.min(d, begin + block); j++) {
                double k = CounterRandom.below(key, j, key % 3 == 0 ? (int) l : 1) + 0.5;
                v[j] = Math.min(largest, k * step * (1 + 1e-9 * (CounterRandom.uniform(key + 1, j) - 0.5)));
            }
            v[begin] = -largest;
        }
        return v;
    }

    private static void requireContraction(Quantize quantize, double[] v, String name) {
        double bound = 1 - quantize.traits(v.length).alpha() + ROUNDING;
        assertTrue(relativeError(quantize, v) <= bound, () -> quantize + " on " + name + " of length " + v.length);
    }

    private static double relativeError(Quantize quantize, double[] v) {
        double[] error = Dense.minus(quantize.compress(v, 0).toDense(), v);
        double norm = Dense.squaredNorm(v);
        return norm == 0 ? Dense.squaredNorm(error) : Dense.squaredNorm(error) / norm;
    }
}
