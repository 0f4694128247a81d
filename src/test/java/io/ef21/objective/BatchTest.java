package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches are uniform draws, and functions of their key. */
class BatchTest {
    @Test
    void withoutReplacement_isASubset() {
        for (int samples = 1; samples < 40; samples++) {
            for (int size = 1; size <= samples; size++) {
                int[] drawn = new Batch(samples, size, false).of(samples);
                assertEquals(size, IntStream.of(drawn).distinct().count());
                assertArrayEquals(IntStream.of(drawn).sorted().toArray(), drawn);
                assertTrue(drawn[0] >= 0 && drawn[size - 1] < samples);
            }
        }
    }

    @Test
    void withoutReplacement_asManyAsThereAreOrMore_isAll() {
        int[] all = IntStream.range(0, 17).toArray();
        assertArrayEquals(all, new Batch(5, 17, false).of(17));
        assertArrayEquals(all, new Batch(5, 1000, false).of(17));
    }

    @Test
    void withReplacement_isOfItsSizeAndAscending() {
        int[] drawn = new Batch(3, 1000, true).of(7);
        assertEquals(1000, drawn.length);
        assertArrayEquals(IntStream.of(drawn).sorted().toArray(), drawn);
        assertEquals(7, IntStream.of(drawn).distinct().count());
    }

    @Test
    void equalBatches_areTheSameSamples_othersAreNot() {
        assertArrayEquals(new Batch(8, 9, true).of(100), new Batch(8, 9, true).of(100));
        assertArrayEquals(new Batch(8, 9, false).of(100), new Batch(8, 9, false).of(100));
        int same = 0;
        int[] first = new Batch(8, 9, false).of(100);
        for (int key = 9; key < 109; key++) {
            int[] other = new Batch(key, 9, false).of(100);
            same += java.util.Arrays.equals(first, other) ? 1 : 0;
        }
        assertEquals(0, same);
    }

    /**
     * Every sample is in a batch as often as any other: chi-squared with 9 degrees of freedom exceeds 60 with probability
     * below 2e-9 (less without replacement, where counts vary less).
     */
    @ParameterizedTest
    @CsvSource({"1, true", "3, true", "10, true", "1, false", "3, false", "7, false"})
    void samplesAreAsLikely(int size, boolean replacement) {
        int draws = 20_000;
        int[] counts = new int[10];
        for (int key = 0; key < draws; key++) {
            for (int sample : new Batch(key, size, replacement).of(10)) {
                counts[sample]++;
            }
        }
        double expected = draws * size / 10.0;
        double chiSquared = 0;
        for (int count : counts) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        assertTrue(chiSquared < 60, "chi-squared " + chiSquared);
    }

    @Test
    void empty_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Batch(0, 0, true));
    }
}
