package io.ef21.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.compress.Identity;
import io.ef21.compress.TopK;
import io.ef21.kernel.IndexCode;
import io.ef21.kernel.TopKSelection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read back: exactly in 64 bits, to the nearest float in 32, in the smaller of two forms. */
class WireTest {
    @ParameterizedTest
    @EnumSource
    void doubles_areReadBackExactly(Draws kind) throws InvalidMessageException {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 400; instance++) {
            double[] v = kind.vector(random, random.nextInt(1, 400));
            for (Correction written : corrections(random, v)) {
                Correction read = readBack(Wire.encode(written, ValueBits.DOUBLE), v.length);
                assertArrayEquals(written.toDense(), read.toDense());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void floats_areReadBackRounded(Draws kind) throws InvalidMessageException {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 400; instance++) {
            double[] v = kind.vector(random, random.nextInt(1, 400));
            for (Correction written : corrections(random, v)) {
                double[] rounded = written.toDense();
                for (int j = 0; j < rounded.length; j++) {
                    rounded[j] = (float) rounded[j];
                }
                Correction read = readBack(Wire.encode(written, ValueBits.FLOAT), v.length);
                assertArrayEquals(rounded, read.toDense());
                // rounding once is enough: the client continues from what was read
                assertArrayEquals(
                        rounded,
                        readBack(Wire.encode(read, ValueBits.FLOAT), v.length).toDense());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void size_isThatOfTheSmallerForm(ValueBits bits) throws InvalidMessageException {
        SplittableRandom random = new SplittableRandom(3);
        for (int d = 1; d <= 3000; d += random.nextInt(1, 60)) {
            for (int instance = 0; instance < 20; instance++) {
                int k = random.nextInt(1, d + 1);
                double[] vector = Draws.GAUSSIAN.vector(random, d);
                Correction written = new TopK(k, false).compress(vector, 0);
                long dense = (long) d * bits.bits();
                int[] indices = TopKSelection.select(vector, k);
                IndexCode code = IndexCode.smallest(indices, d);
                long sparse = (long) k * bits.bits() + code.bits();
                long sparseBytes = (k < 128 ? 3 : 4) + code.bytes() + (long) k * bits.bits() / 8;
                boolean isDense = k == d || 1 + dense / 8 <= sparseBytes;
                Wire.Encoded message = Wire.write(written, bits);
                assertEquals(isDense ? dense : sparse, message.payloadBits());
                assertEquals(isDense ? 1 + dense / 8 : sparseBytes, message.bytes().length);
                assertEquals(isDense, readBack(message.bytes(), d) instanceof Correction.Dense);
            }
        }
    }

    @Test
    void emptyCorrection_isOneByteAndNoPayload() throws InvalidMessageException {
        Correction empty = Correction.nonzeros(new double[50]);
        for (ValueBits bits : ValueBits.values()) {
            byte[] message = Wire.encode(empty, bits);
            assertEquals(1, message.length);
            assertEquals(0, Wire.write(empty, bits).payloadBits());
            assertArrayEquals(new double[50], readBack(message, 50).toDense());
        }
    }

    @Test
    void difference_isReadBackAsTwoSignedParts() throws InvalidMessageException {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 2000; instance++) {
            int d = random.nextInt(1, 100);
            double[] a = Draws.HEAVY_TAILED.vector(random, d);
            double[] b = Draws.ZEROS.vector(random, d);
            ValueBits bits = random.nextBoolean() ? ValueBits.DOUBLE : ValueBits.FLOAT;
            Correction added = new TopK(random.nextInt(1, d + 1), false).compress(a, 0);
            Correction subtracted = Correction.nonzeros(b);
            byte[] message = Wire.writeDifference(added, bits, subtracted, ValueBits.DOUBLE)
                    .bytes();
            List<Wire.Part> parts = Wire.decode(message, d);
            assertEquals(2, parts.size());
            assertEquals(1.0, parts.get(0).scale());
            assertEquals(-1.0, parts.get(1).scale());
            double[] expected = readBack(Wire.encode(added, bits), d).toDense();
            assertArrayEquals(expected, parts.get(0).correction().toDense());
            assertArrayEquals(subtracted.toDense(), parts.get(1).correction().toDense());
            assertEquals(
                    Wire.encode(added, bits).length + Wire.encode(subtracted, ValueBits.DOUBLE).length, message.length);
        }
    }

    @Test
    void longIndices_areReadBack() throws InvalidMessageException {
        SplittableRandom random = new SplittableRandom(5);
        for (int length : new int[] {1 << 20, (1 << 25) + 3, Integer.MAX_VALUE}) {
            for (int instance = 0; instance < 100; instance++) {
                int[] indices = random.ints(random.nextInt(1, 40), 0, length)
                        .sorted()
                        .distinct()
                        .toArray();
                double[] values = Draws.GAUSSIAN.vector(random, indices.length);
                byte[] message = Wire.encode(new Correction.Sparse(length, indices, values), ValueBits.DOUBLE);
                Correction.Sparse read = assertInstanceOf(Correction.Sparse.class, readBack(message, length));
                assertArrayEquals(indices, read.indices());
                assertArrayEquals(values, read.values());
            }
        }
    }

    private static List<Correction> corrections(SplittableRandom random, double[] v) {
        return List.of(
                new Identity().compress(v, 0),
                new TopK(random.nextInt(1, v.length + 1), false).compress(v, 0),
                new TopK(1, false).compress(v, 0),
                Correction.nonzeros(v));
    }

    private static Correction readBack(byte[] message, int length) throws InvalidMessageException {
        List<Wire.Part> parts = Wire.decode(message, length);
        assertEquals(1, parts.size());
        assertTrue(parts.get(0).scale() == 1.0);
        return parts.get(0).correction();
    }
}
