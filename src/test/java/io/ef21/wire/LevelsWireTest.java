package io.ef21.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Grid;
import io.ef21.compress.Identity;
import io.ef21.compress.Quantize;
import io.ef21.compress.TopK;
import io.ef21.compress.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Levels on the wire: sizes, exactness, and bytes that nobody sent. */
class LevelsWireTest {
    private static final int SHAPE = 4;

    @Test
    void whatArrivesIsWhatWasCompressed() throws InvalidMessageException {
        for (int bits = 2; bits <= 8; bits++) {
            for (int block : new int[] {1, 5, 16, 64, 65_536}) {
                for (int d : new int[] {0, 1, 3, 8, 17, 64, 129, 1000}) {
                    Correction sent = new Quantize(bits, block).compress(Vectors.uniform(d, d), 0);
                    byte[] bytes = Wire.encode(sent, ValueBits.FLOAT);
                    int blocks = (d + block - 1) / block;
                    assertEquals(SHAPE + 2 * blocks + (bits * d + 7) / 8, bytes.length);
                    assertEquals(
                            (long) bits * d + 16L * blocks,
                            Wire.write(sent, ValueBits.DOUBLE).payloadBits());
                    Correction read = Wire.decode(bytes, d).get(0).correction();
                    assertArrayEquals(sent.toDense(), read.toDense());
                    assertArrayEquals(bytes, Wire.encode(read, ValueBits.DOUBLE));
                }
            }
        }
    }

    @Test
    void levelsAreAPartLikeOthers() throws InvalidMessageException {
        // Odd sizes: the bytes after the first part must not be taken for its last levels.
        for (int d = 1; d < 40; d++) {
            double[] v = Vectors.uniform(1, d);
            double[] w = Vectors.uniform(2, d);
            Correction added = new Quantize(3, 5).compress(v, 0);
            Correction subtracted = new Quantize(8, 7).compress(w, 0);
            byte[] bytes = Wire.writeDifference(added, ValueBits.FLOAT, subtracted, ValueBits.FLOAT)
                    .bytes();
            List<Wire.Part> parts = Wire.decode(bytes, d);
            assertEquals(2, parts.size());
            assertEquals(-1.0, parts.get(1).scale());
            assertArrayEquals(added.toDense(), parts.get(0).correction().toDense());
            assertArrayEquals(subtracted.toDense(), parts.get(1).correction().toDense());
        }
        Correction dense = new Correction.Dense(new double[] {-Double.NaN, -1});
        Correction levels = new Quantize(2).compress(new double[] {1, 0.1}, 0);
        assertEquals(
                2,
                Wire.decode(
                                Wire.writeDifference(levels, ValueBits.FLOAT, dense, ValueBits.DOUBLE)
                                        .bytes(),
                                2)
                        .size());
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = Wire.encode(new Quantize(3, 5).compress(Vectors.uniform(1, 33), 0), ValueBits.FLOAT);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(InvalidMessageException.class, () -> Wire.decode(cut, 33));
        }
        assertThrows(InvalidMessageException.class, () -> Wire.decode(Arrays.copyOf(bytes, bytes.length + 1), 33));
    }

    @Test
    void impossibleFieldsAreRefused() {
        // Header, bits, block - 1 (2 bytes), 2 scales of 2 bytes, 9 levels of 3 bits: the padding is bits 3 to 7.
        byte[] good = Wire.encode(new Quantize(3, 5).compress(Vectors.uniform(1, 9), 0), ValueBits.FLOAT);
        assertEquals(12, good.length);
        refuses(good, 0, 0x86, "entropy code");
        for (int bits : new int[] {0, 1, 9, 200, 255}) {
            refuses(good, 1, bits, "bits");
        }
        refuses(good, 5, 0x80, "scale");
        refuses(good, 7, 0x7F, 6, 0x80, "scale");
        refuses(good, 7, 0xFF, 6, 0xC0, "scale");
        refuses(good, 8, good[8] | 7, "code");
        refuses(good, 11, 7, "code");
        refuses(good, 11, (good[11] & 7) | 8, "code");
    }

    @Test
    void mutatedBytesAreReadOrRefused() {
        double[] v = Vectors.uniform(3, 50);
        List<byte[]> messages = List.of(
                Wire.encode(new Quantize(3, 5).compress(v, 0), ValueBits.FLOAT),
                Wire.encode(new Quantize(4).compress(v, 0), ValueBits.FLOAT),
                Wire.encode(new Quantize(8, 1).compress(v, 0), ValueBits.FLOAT),
                Wire.encode(new Grid(0.7).compress(v, 0), ValueBits.FLOAT),
                Wire.encode(new Grid(0.001, 5).compress(v, 0), ValueBits.FLOAT),
                Wire.encode(new TopK(5, false).compress(v, 0), ValueBits.DOUBLE),
                Wire.encode(new Identity().compress(v, 0), ValueBits.FLOAT),
                Wire.writeDifference(
                                new Quantize(2).compress(v, 0),
                                ValueBits.FLOAT,
                                new TopK(3, false).compress(v, 0),
                                ValueBits.FLOAT)
                        .bytes());
        SplittableRandom random = new SplittableRandom(1);
        int[] positions = new int[v.length];
        Arrays.setAll(positions, j -> j);
        int read = 0;
        int refused = 0;
        for (int trial = 0; trial < 100_000; trial++) {
            byte[] bytes = mutated(messages.get(trial % messages.size()), random);
            try {
                for (Wire.Part part : Wire.decode(bytes, v.length)) {
                    double[] target = new double[v.length];
                    part.correction().addTo(target, part.scale());
                    part.correction().addTo(target, part.scale(), positions);
                    part.correction().gatherTo(target, positions);
                }
                read++;
            } catch (InvalidMessageException expected) {
                refused++;
            }
        }
        assertTrue(read > 1000 && refused > 1000, read + " read, " + refused + " refused");
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] mutated = bytes.clone();
        if (random.nextInt(4) == 0) {
            mutated = Arrays.copyOf(mutated, random.nextInt(2 * bytes.length));
        }
        for (int i = random.nextInt(4); i > 0 && mutated.length > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(8, mutated.length) : mutated.length);
            mutated[at] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) (mutated[at] ^ 1 << random.nextInt(8));
        }
        return mutated;
    }

    private static void refuses(byte[] good, int at, int value, String word) {
        refuses(good, at, value, at, value, word);
    }

    private static void refuses(byte[] good, int at, int value, int also, int alsoValue, String word) {
        byte[] bad = good.clone();
        bad[at] = (byte) value;
        bad[also] = (byte) alsoValue;
        InvalidMessageException refusal =
                assertThrows(InvalidMessageException.class, () -> Wire.decode(bad, 9), "byte " + at + " = " + value);
        assertTrue(String.valueOf(refusal.getMessage()).contains(word), refusal.getMessage());
    }
}
