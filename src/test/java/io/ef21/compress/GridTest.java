package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.Dense;
import io.ef21.wire.Correction;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grid keeps to its alpha, and reaches it; it travels as it is, in few bits. */
class GridTest {
    /** Of the squared norm: the rounding of the arithmetic of compressor and test. */
    private static final double ROUNDING = 1e-13;

    private static final double[] STEPS = {0.001, 0.01, 0.1, 0.35, 0.5, 0.7, 1.0, 1.4, 1.8};
    private static final int[] BLOCKS = {1, 2, 3, 8, 50, 64, 1000, 65_536};

    @Test
    void alphaHoldsForHardVectors() {
        for (double step : STEPS) {
            for (int block : BLOCKS) {
                Grid grid = new Grid(step, block);
                for (int d : new int[] {1, 2, 7, 64, 65, 1000}) {
                    double bound = 1 - grid.traits(d).alpha() + ROUNDING;
                    for (Map.Entry<String, double[]> hard : Vectors.hard(d).entrySet()) {
                        double error = relativeError(grid, hard.getValue());
                        assertTrue(error <= bound, () -> grid + " on " + hard.getKey() + ": " + error);
                    }
                }
            }
        }
    }

    /** All entries half a step above a multiple k of it, and a step that was rounded up by nearly an eighth of an octave. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 100})
    void alphaIsReached(int k) {
        double rounded = Math.pow(2, 0.125);
        double step = (1 + 1e-9) / (rounded * (k + 0.5));
        Grid grid = new Grid(Math.min(step, 1.8), 64);
        double[] v = new double[1000];
        // the step is 1 then
        Arrays.fill(v, (1 - 1e-10) * (k + 0.5));
        double declared = 1 - grid.traits(v.length).alpha();
        if (k == 0) {
            // no grid is so coarse that it loses everything
            assertTrue(relativeError(grid, v) <= declared);
        } else {
            assertEquals(declared, relativeError(grid, v), 1e-6 * declared);
        }
    }

    @Test
    void noEntryErrsByMoreThanHalfItsStep() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 50; trial++) {
            double[] v = heavyTailed(random, 500);
            double step = random.nextDouble(0.01, 1.8);
            double[] read = new Grid(step, 50).compress(v, 0).toDense();
            double whole = Math.sqrt(Dense.squaredNorm(v) / v.length);
            for (int b = 0; b < 10; b++) {
                double[] block = Arrays.copyOfRange(v, 50 * b, 50 * b + 50);
                double half =
                        0.5 * Math.pow(2, 0.125) * step * Math.sqrt(whole * Math.sqrt(Dense.squaredNorm(block) / 50));
                for (int j = 0; j < 50; j++) {
                    assertTrue(Math.abs(read[50 * b + j] - block[j]) <= half * (1 + 1e-12));
                }
            }
        }
    }

    @Test
    void powersOfTwo_changeNoLevel() {
        double[] v = heavyTailed(new SplittableRandom(2), 300);
        for (double step : STEPS) {
            double[] read = new Grid(step).compress(v, 0).toDense();
            for (int exponent : new int[] {-600, -500, -30, 1, 40, 500, 900}) {
                double[] scaled =
                        Arrays.stream(v).map(x -> Math.scalb(x, exponent)).toArray();
                double[] expected =
                        Arrays.stream(read).map(x -> Math.scalb(x, exponent)).toArray();
                assertArrayEquals(expected, new Grid(step).compress(scaled, 0).toDense(), "2^" + exponent);
            }
        }
    }

    @Test
    void atTheEndsOfTheRange_noEntryErrsByMoreThanItself() {
        for (double size : new double[] {Double.MIN_VALUE, 1e-310, 1e-307, 1e-200, 1e200, 0x1p1000}) {
            double[] v = Vectors.uniform(3, 200);
            for (int j = 0; j < v.length; j++) {
                v[j] = j == 0 ? size : v[j] * size;
            }
            Correction sent = new Grid(0.5, 16).compress(v, 0);
            double[] error = Dense.minus(readBack(sent), v);
            for (int j = 0; j < v.length; j++) {
                assertTrue(Math.abs(error[j]) <= Math.max(Math.abs(v[j]), 0.5 * size), "size " + size);
            }
        }
    }

    @Test
    void blocksThatAreNothingBesideOthers_areLeftOut() {
        double[] v = {1, 1, 1e-60, 1e-60, 0, 0, 0.5, 1e-300};
        double[] read = readBack(new Grid(0.001, 2).compress(v, 0));
        assertEquals(1, read[0], 1e-3);
        assertArrayEquals(new double[] {0, 0, 0, 0}, Arrays.copyOfRange(read, 2, 6));
        assertEquals(0.5, read[6], 1e-3);
    }

    @Test
    void entriesThatAreInfiniteOrNearlySo_areRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1.1p1000}) {
            double[] v = {1, 2, bad, 4};
            assertThrows(ArithmeticException.class, () -> new Grid(0.5).compress(v, 0));
        }
    }

    /** Levels from one bit to those that do not fit a symbol, on all sorts of lengths and blocks. */
    @Test
    void whatArrivesIsWhatWasCompressed() {
        SplittableRandom random = new SplittableRandom(4);
        for (double step : STEPS) {
            for (int d : new int[] {0, 1, 2, 63, 64, 65, 1000, 20_000}) {
                double[] v = heavyTailed(random, d);
                Correction sent = new Grid(step, 1 + random.nextInt(100)).compress(v, 0);
                assertArrayEquals(sent.toDense(), readBack(sent));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 65_535, 65_537, 200_001, 500_000})
    void onAllCores_theBytesAreTheSame(int d) {
        double[] v = heavyTailed(new SplittableRandom(6), d);
        for (Grid grid : new Grid[] {new Grid(0.7), new Grid(0.01, 7), new Grid(1.4, 65_536)}) {
            byte[] expected = Wire.encode(grid.compress(v, 0), ValueBits.FLOAT);
            assertArrayEquals(expected, Wire.encode(grid.compressOnAllCores(v, 0), ValueBits.FLOAT));
        }
    }

    @Test
    void aGaussian_takesItsEntropy_andErrsAsMuchAsASlopeOfOne() {
        SplittableRandom random = new SplittableRandom(5);
        double[] v = new double[100_000];
        Arrays.setAll(v, j -> random.nextGaussian());
        for (double step : new double[] {0.1, 0.35, 0.7, 1.0}) {
            Correction sent = new Grid(step).compress(v, 0);
            double bits = (double) Wire.write(sent, ValueBits.FLOAT).payloadBits() / v.length;
            // h(N(0,1)) = 2.047 bits; a step is rounded by an eighth of an octave at most, its code takes a little
            double expected = 2.047 - Math.log(step) / Math.log(2);
            assertEquals(expected, bits, 0.125 + 0.1, "step " + step);
            assertEquals(step * step / 12, relativeError(new Grid(step), v), 0.3 * step * step / 12);
        }
    }

    @Test
    void specificationsAreReadAndWritten() {
        for (String specification :
                new String[] {"grid:0.7", "grid:0.001", "grid:1.8", "grid:0.35:16", "grid:1.0:65536"}) {
            assertEquals(specification, Compressors.parse(specification).toString());
        }
        assertEquals(new Grid(0.7, 64), Compressors.parse("grid:0.7"));
        assertEquals("grid:1.0", Compressors.parse("grid:1:64").toString());
        for (String wrong : new String[] {
            "grid",
            "grid:",
            "grid:0",
            "grid:1.9",
            "grid:-1",
            "grid:NaN",
            "grid:x",
            "grid:0.5:0",
            "grid:0.5:65537",
            "grid:0.5:6.4",
            "grid:0.5:64:1",
            "grid:0.5:"
        }) {
            InvalidInputException refusal =
                    assertThrows(InvalidInputException.class, () -> Compressors.parse(wrong), wrong);
            assertTrue(String.valueOf(refusal.getMessage()).contains("grid:STEP"), refusal.getMessage());
        }
    }

    private static double[] heavyTailed(SplittableRandom random, int d) {
        double[] v = new double[d];
        Arrays.setAll(v, j -> random.nextGaussian() * Math.exp(2 * random.nextGaussian()));
        return v;
    }

    private static double[] readBack(Correction sent) {
        byte[] bytes = Wire.encode(sent, ValueBits.FLOAT);
        assertEquals(8L * (bytes.length - 1), Wire.write(sent, ValueBits.FLOAT).payloadBits());
        Correction read = Wire.decodeOwn(bytes, sent.length());
        assertArrayEquals(bytes, Wire.encode(read, ValueBits.DOUBLE));
        return read.toDense();
    }

    private static double relativeError(Grid grid, double[] v) {
        double[] error = Dense.minus(grid.compress(v, 0).toDense(), v);
        double norm = Dense.squaredNorm(v);
        return norm == 0 ? Dense.squaredNorm(error) : Dense.squaredNorm(error) / norm;
    }
}
