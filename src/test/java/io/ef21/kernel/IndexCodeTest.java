package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes are as small as promised and read back; nothing but codes is read. */
class IndexCodeTest {
    private static final int MANY = 1_000_000;

    @Test
    void encode_ofHardSets_readsBack() {
        assertReadsBack(new int[0], 0);
        assertReadsBack(new int[0], 1000);
        assertReadsBack(new int[] {0}, 1);
        assertReadsBack(new int[] {0}, Integer.MAX_VALUE);
        assertReadsBack(new int[] {Integer.MAX_VALUE - 1}, Integer.MAX_VALUE);
        assertReadsBack(new int[] {0, Integer.MAX_VALUE - 1}, Integer.MAX_VALUE);
        assertReadsBack(new int[] {0, 1, 2, 3, 4, 5, 6, 7, Integer.MAX_VALUE - 1}, Integer.MAX_VALUE);
        for (int length : new int[] {1, 2, 7, 8, 9, 63, 64, 65, 1000}) {
            assertReadsBack(IntStream.range(0, length).toArray(), length);
            assertReadsBack(new int[] {length - 1}, length);
            assertReadsBack(IntStream.range(length / 2, length).toArray(), length);
            assertReadsBack(IntStream.range(0, (length + 1) / 2).map(i -> 2 * i).toArray(), length);
        }
        // runs of ones, then a gap whose quotient fills many words
        for (int run = 1; run < 200; run += 7) {
            int[] indices = IntStream.range(0, run).toArray();
            indices[run - 1] = 100_000;
            assertReadsBack(indices, 100_001);
            assertReadsBack(indices, 200_000);
        }
    }

    @Test
    void encode_ofRandomSets_readsBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 3000; instance++) {
            int length = random.nextInt(1, 1 << random.nextInt(1, 14));
            double density = Math.pow(random.nextDouble(), 3);
            BitSet set = new BitSet();
            for (int j = 0; j < length; j++) {
                set.set(j, random.nextDouble() < density * (instance % 2 == 0 ? 1 : 2.0 * j / length));
            }
            assertReadsBack(set.stream().toArray(), length);
        }
    }

    @Test
    void smallest_isNoLongerThanAnyOther() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 300; instance++) {
            int length = random.nextInt(50, 100_000);
            int[] indices = uniform(random, length, random.nextInt(1, length));
            long least = length;
            for (int b = 0; b <= 30; b++) {
                least = Math.min(least, riceBits(indices, b));
            }
            long bits = IndexCode.bits(indices, length);
            long smallest = least;
            assertTrue(bits <= least, () -> bits + " bits, where " + smallest + " do");
        }
    }

    /** The distance from log2 C(d, k), the least for a code that treats all sets alike. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000})
    void bits_ofUniformSets_areWithinThreePercentOfTheLeast(int k) {
        double least = log2Choose(MANY, k);
        for (int seed = 0; seed < 5; seed++) {
            long bits = IndexCode.bits(uniform(new SplittableRandom(seed), MANY, k), MANY);
            assertTrue(bits <= 1.03 * least, () -> bits / least + " of log2 C(d, k)");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000})
    void bits_ofClusteredSets_areFewer(int k) {
        SplittableRandom random = new SplittableRandom(3);
        BitSet set = new BitSet();
        while (set.cardinality() < k) {
            int begin = (int) (Math.pow(random.nextDouble(), 6) * (MANY - 200));
            for (int j = 0; j < 200 && set.cardinality() < k; j += random.nextInt(1, 4)) {
                set.set(begin + j);
            }
        }
        assertTrue(IndexCode.bits(set.stream().toArray(), MANY) < log2Choose(MANY, k));
    }

    @Test
    void smallest_ofIndicesThatDoNotAscendOrDoNotFit_isRefused() {
        for (int[] indices :
                new int[][] {{-1}, {5}, {1, 1}, {2, 1}, {0, 5}, {-2, 3}, {Integer.MIN_VALUE, 0}, {4, Integer.MIN_VALUE}
                }) {
            assertThrows(
                    IllegalArgumentException.class, () -> IndexCode.smallest(indices, 5), Arrays.toString(indices));
        }
    }

    @Test
    void decode_ofEveryTruncation_isRefused() {
        SplittableRandom random = new SplittableRandom(4);
        for (int count : new int[] {1, 10, 150, 500}) {
            byte[] code = code(uniform(random, 1000, count), 1000);
            assertTruncationsRefused(code, count);
        }
        // local Rice
        int[] clusters = IntStream.range(0, 500).filter(j -> j % 300 < 100).toArray();
        byte[] code = code(clusters, 1000);
        assertEquals(2, code[0]);
        assertTruncationsRefused(code, clusters.length);
    }

    private static void assertTruncationsRefused(byte[] code, int count) {
        for (int limit = 0; limit < code.length; limit++) {
            byte[] cut = Arrays.copyOf(code, limit);
            assertThrows(
                    IllegalArgumentException.class, () -> IndexCode.decode(cut, 0, cut.length, 1000, new int[count]));
            int inside = limit;
            assertThrows(IllegalArgumentException.class, () -> IndexCode.decode(code, 0, inside, 1000, new int[count]));
        }
    }

    /** What is accepted ascends, stays below the length, and does not depend on bytes after the limit. */
    @Test
    void decode_ofDamagedCodes_isRefusedOrGivesASet() {
        SplittableRandom random = new SplittableRandom(5);
        for (int instance = 0; instance < 20_000; instance++) {
            int length = random.nextInt(1, 300);
            int spread = instance % 2 == 0 ? length : random.nextInt(1, length + 1);
            int count = random.nextInt(0, spread + 1);
            byte[] code = code(uniform(random, spread, count), length);
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                code[random.nextInt(code.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int[] indices = new int[count];
            try {
                int end = IndexCode.decode(code, 0, code.length, length, indices);
                assertTrue(end <= code.length);
                assertTrue(count == 0 || (indices[0] >= 0 && indices[count - 1] < length));
                for (int i = 1; i < count; i++) {
                    assertTrue(indices[i - 1] < indices[i]);
                }
            } catch (IllegalArgumentException e) {
                assertFalse(String.valueOf(e.getMessage()).isEmpty());
            }
        }
    }

    @Test
    void decode_saysWhatIsWrong() {
        assertRefused("truncated", new byte[0], 0, 10);
        assertRefused("truncated", new byte[] {0}, 1, 10);
        assertRefused("at most 3 indices", new byte[] {0, 0, 0}, 4, 3);
        assertRefused("unknown code", new byte[] {3, 0}, 1, 10);
        assertRefused("unknown code", new byte[] {6, 0}, 1, 10);
        assertRefused("unknown parameter", new byte[] {2, 31, 0}, 1, 10);
        assertRefused("longer than the vector", new byte[] {2, 0, 0, 0, 0, 0, 64, 0, 0, 0}, 1, 100);
        assertRefused("unknown code", new byte[] {5, 0}, 1, 10);
        assertRefused("unknown code", new byte[] {31 << 2, 0}, 1, 10);
        assertRefused("index 3 of a vector of length 3", new byte[] {0, 8}, 1, 3);
        assertRefused("longer than the vector", new byte[100], 1, 64);
        assertRefused("must be zero", new byte[] {0, 3}, 1, 10);
        assertRefused("must be zero", new byte[] {1, 1, 4}, 1, 10);
        assertRefused("has 2 indices, expected 1", new byte[] {1, 3, 0}, 1, 10);
    }

    @Test
    void decode_ofMegabytesOfZeros_isRefusedAtOnce() {
        byte[] zeros = new byte[1 << 26];
        for (int b = 0; b <= 30; b++) {
            zeros[0] = (byte) (b << 2);
            int length = 1 << 20;
            assertTimeout(
                    Duration.ofMillis(200),
                    () -> assertThrows(
                            IllegalArgumentException.class,
                            () -> IndexCode.decode(zeros, 0, zeros.length, length, new int[1000])));
        }
    }

    private static void assertRefused(String why, byte[] code, int count, int length) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> IndexCode.decode(code, 0, code.length, length, new int[count]))
                .getMessage();
        assertTrue(String.valueOf(message).contains(why), message);
    }

    /** Between bytes that encoder and decoder must leave alone, over bytes that are not zero. */
    private static void assertReadsBack(int[] indices, int length) {
        IndexCode code = IndexCode.smallest(indices, length);
        int offset = 3;
        byte[] bytes = new byte[offset + code.bytes() + 9];
        Arrays.fill(bytes, (byte) 0xA5);
        int end = code.encode(indices, bytes, offset);
        assertEquals(offset + code.bytes(), end);
        for (int i = 0; i < bytes.length; i++) {
            assertTrue((i >= offset && i < end) || bytes[i] == (byte) 0xA5);
        }
        for (int limit : new int[] {end, bytes.length}) {
            int[] decoded = new int[indices.length];
            assertEquals(end, IndexCode.decode(bytes, offset, limit, length, decoded));
            assertArrayEquals(indices, decoded);
        }
        assertTrue(code.bytes() >= IndexCode.leastBytes(indices.length));
    }

    private static byte[] code(int[] indices, int length) {
        IndexCode code = IndexCode.smallest(indices, length);
        byte[] bytes = new byte[code.bytes()];
        code.encode(indices, bytes, 0);
        return bytes;
    }

    private static long riceBits(int[] indices, int b) {
        long bits = 0;
        int previous = -1;
        for (int index : indices) {
            bits += ((index - previous - 1) >> b) + 1 + b;
            previous = index;
        }
        return bits;
    }

    private static int[] uniform(SplittableRandom random, int length, int count) {
        BitSet set = new BitSet();
        for (int found = 0; found < count; ) {
            int j = random.nextInt(length);
            if (!set.get(j)) {
                set.set(j);
                found++;
            }
        }
        return set.stream().toArray();
    }

    private static double log2Choose(int d, int k) {
        double sum = 0;
        for (int i = 1; i <= k; i++) {
            sum += Math.log((double) (d - k + i) / i);
        }
        return sum / Math.log(2);
    }
}
