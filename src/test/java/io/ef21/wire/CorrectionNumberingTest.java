package io.ef21.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.compress.Compressor;
import io.ef21.compress.Grid;
import io.ef21.compress.Identity;
import io.ef21.compress.Quantize;
import io.ef21.compress.TopK;
import io.ef21.compress.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Corrections of every kind between vectors that number the columns differently, against loops over single entries. */
class CorrectionNumberingTest {
    private static final List<Compressor> KINDS = List.of(
            new Identity(),
            new TopK(1, false),
            new TopK(0.05, true),
            new TopK(0.6, true),
            new Quantize(4),
            new Quantize(3, 10),
            new Quantize(2, 1),
            new Quantize(5, 8),
            new Quantize(8, 65_536),
            new Grid(0.7),
            new Grid(0.01, 7));

    @Test
    void positionsSayWhereEntriesGo() {
        SplittableRandom random = new SplittableRandom(1);
        for (Compressor kind : KINDS) {
            for (int trial = 0; trial < 60; trial++) {
                int d = random.nextInt(trial < 30 ? 20 : 400);
                Correction correction = kind.compress(Vectors.uniform(trial, d), 0);
                int[] positions = ascending(random, d, d + random.nextInt(500));
                double scale = random.nextDouble() - 0.5;
                double[] target = Vectors.uniform(99, d + 500);
                double[] expected = target.clone();
                double[] values = correction.toDense();
                for (int j = 0; j < d; j++) {
                    expected[positions[j]] += scale * values[j];
                }
                correction.addTo(target, scale, positions);
                assertArrayEquals(expected, target, kind.toString());
            }
        }
    }

    @Test
    void positionsSayWhichEntriesAreTaken() {
        SplittableRandom random = new SplittableRandom(2);
        for (Compressor kind : KINDS) {
            for (int trial = 0; trial < 60; trial++) {
                int d = 1 + random.nextInt(trial < 30 ? 20 : 2000);
                Correction correction = kind.compress(Vectors.uniform(trial, d), 0);
                int count = trial % 3 == 0 ? random.nextInt(Math.min(d, 4)) : random.nextInt(d + 1);
                int[] positions = ascending(random, count, d);
                double[] target = Vectors.uniform(98, count);
                double[] expected = target.clone();
                double[] values = correction.toDense();
                for (int i = 0; i < count; i++) {
                    expected[i] += values[positions[i]];
                }
                correction.gatherTo(target, positions);
                assertArrayEquals(expected, target, kind.toString());
            }
        }
    }

    @Test
    void allAtOnceIsEntryByEntry() {
        for (int bits = 2; bits <= 8; bits++) {
            for (int block : new int[] {1, 7, 16, 64}) {
                Correction correction = new Quantize(bits, block).compress(Vectors.uniform(bits, 203), 0);
                double[] target = Vectors.uniform(97, 203);
                double[] expected = target.clone();
                for (int j = 0; j < expected.length; j++) {
                    expected[j] += -0.3 * ((Correction.Levels) correction).at(j);
                }
                correction.addTo(target, -0.3);
                assertArrayEquals(expected, target);
            }
        }
    }

    @Test
    void entriesOutsideAreRefused() {
        Correction.Levels levels = (Correction.Levels) new Quantize(4).compress(new double[] {1, 2, 3}, 0);
        assertEquals(3, levels.stored());
        assertThrows(IndexOutOfBoundsException.class, () -> levels.at(3));
        assertThrows(IndexOutOfBoundsException.class, () -> levels.at(-1));
    }

    /** {@code count} ascending numbers below {@code bound}. */
    private static int[] ascending(SplittableRandom random, int count, int bound) {
        int[] all = new int[bound];
        Arrays.setAll(all, j -> j);
        for (int j = 0; j < count; j++) {
            int other = j + random.nextInt(bound - j);
            int swap = all[j];
            all[j] = all[other];
            all[other] = swap;
        }
        int[] ascending = Arrays.copyOf(all, count);
        Arrays.sort(ascending);
        return ascending;
    }
}
