package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.Draws;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On all cores the quantizer writes the bytes of one thread. */
class BlockQuantizerTest {
    private static final int[] LENGTHS = {0, 1, 17, Chunks.LENGTH, Chunks.LENGTH + 1, 5 * Chunks.LENGTH + 13, 1_100_003
    };
    private static final int[] BLOCKS = {1, 7, 16, 64, 100, 4097, 65_536};

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void onAllCores_hasTheBytesOfOneThread(int bits) {
        SplittableRandom random = new SplittableRandom(bits);
        ForkJoinPool pool = new ForkJoinPool(5);
        for (int length : LENGTHS) {
            double[] v = Draws.HEAVY_TAILED.vector(random, length);
            for (int block : BLOCKS) {
                byte[] expected = BlockQuantizer.quantize(v, bits, block).bytes();
                assertArrayEquals(
                        expected,
                        pool.submit(() -> BlockQuantizer.quantizeOnAllCores(v, bits, block))
                                .join()
                                .bytes());
            }
        }
        pool.shutdown();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Chunks.LENGTH, 200_002})
    void onAllCores_refusesWhatOneThreadRefuses(int at) {
        double[] v = new double[200_003];
        v[at] = Double.NaN;
        assertThrows(ArithmeticException.class, () -> BlockQuantizer.quantizeOnAllCores(v, 4, 64));
    }
}
