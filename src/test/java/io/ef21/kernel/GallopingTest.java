package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GallopingTest {
    @Test
    void findsWhatAScanFinds() {
        for (int length = 0; length < 40; length++) {
            int[] ascending = new int[length];
            int last = 0;
            for (int i = 0; i < length; i++) {
                last += CounterRandom.below(length, i, 4);
                ascending[i] = last;
            }
            for (int from = 0; from <= length; from++) {
                for (int value = -1; value <= last + 1; value++) {
                    int expected = from;
                    while (expected < length && ascending[expected] < value) {
                        expected++;
                    }
                    assertEquals(expected, Galloping.firstAtLeast(ascending, from, value));
                }
            }
        }
    }
}
