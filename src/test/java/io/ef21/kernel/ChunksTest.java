package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes over long vectors: everything once, and the same bits on any number of threads. */
class ChunksTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, Chunks.LENGTH - 1, Chunks.LENGTH, Chunks.LENGTH + 1, 5 * Chunks.LENGTH + 3})
    void everyEntry_isVisitedOnce(int length) {
        int[] visits = new int[length];
        Chunks.forEach(length, (from, to) -> {
            for (int j = from; j < to; j++) {
                visits[j]++;
            }
        });
        int[] once = new int[length];
        Arrays.fill(once, 1);
        assertArrayEquals(once, visits);
        assertEquals(length, Chunks.sum(length, (from, to) -> to - from));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, Chunks.LENGTH + 5, 5 * Chunks.LENGTH + 3})
    void products_areThoseOfOneThread_chunkByChunk(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] v = Draws.GAUSSIAN.vector(random, length);
        float[][] vectors = {
            FloatVectors.narrow(Draws.GAUSSIAN.vector(random, length)),
            FloatVectors.narrow(Draws.TIED.vector(random, length))
        };
        double[] expected = new double[2];
        for (int k = 0; k < 2; k++) {
            for (int from = 0; from < length; from += Chunks.LENGTH) {
                int end = Math.min(length, from + Chunks.LENGTH);
                float[][] part = {Arrays.copyOfRange(vectors[k], from, end)};
                expected[k] += FloatVectors.products(part, Arrays.copyOfRange(v, from, end))[0];
            }
        }
        for (int threads : new int[] {1, 2, 5}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            assertArrayEquals(
                    expected,
                    pool.submit(() -> FloatVectors.products(vectors, v)).join());
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100, Chunks.LENGTH + 5})
    void floatVectors_doWhatPlainLoopsDo(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] v = Draws.GAUSSIAN.vector(random, length);
        double[] w = Draws.HEAVY_TAILED.vector(random, length);
        float[][] vectors = {FloatVectors.narrow(w), FloatVectors.narrow(v)};
        double[] combination = FloatVectors.combination(new double[] {2, -3}, vectors, 0.5, v);
        double exact = 0;
        double floats = 0;
        double size = 0;
        for (int j = 0; j < length; j++) {
            assertEquals((float) w[j], vectors[0][j]);
            double expected = 0.5 * v[j];
            expected += 2.0 * vectors[0][j];
            expected += -3.0 * vectors[1][j];
            assertEquals(expected, combination[j]);
            exact += vectors[0][j] * v[j];
            floats += (double) vectors[0][j] * vectors[1][j];
            size += Math.abs(vectors[0][j] * v[j]);
        }
        assertEquals(exact, FloatVectors.products(vectors, v)[0], 1e-12 * size);
        assertEquals(floats, FloatVectors.products(vectors, vectors[1])[0], 1e-12 * size);
    }
}
