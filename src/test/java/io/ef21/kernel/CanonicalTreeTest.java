package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The order of summation is the documented tree, to the last bit. */
class CanonicalTreeTest {
    @Test
    void sum_ofUpTo600Numbers_hasTheBitsOfTheTree() {
        SplittableRandom random = new SplittableRandom(1);
        int differsFromLeftToRight = 0;
        for (int n = 1; n <= 600; n++) {
            double[] values = Draws.GAUSSIAN.vector(random, n);
            double tree = levelByLevel(values);
            assertEquals(Double.doubleToRawLongBits(tree), Double.doubleToRawLongBits(CanonicalTree.sum(values)));
            differsFromLeftToRight += tree != Arrays.stream(values).reduce(0, Double::sum) ? 1 : 0;
        }
        assertTrue(differsFromLeftToRight > 300, "the orders must be distinguishable for this test to mean anything");
    }

    @Test
    void sum_ofVectors_sumsEachEntryByTheTree() {
        SplittableRandom random = new SplittableRandom(2);
        for (int n = 1; n <= 600; n += random.nextInt(1, 12)) {
            int length = random.nextInt(1, 5);
            double[][] vectors = new double[n][];
            for (int i = 0; i < n; i++) {
                vectors[i] = Draws.GAUSSIAN.vector(random, length);
            }
            double[] sum = CanonicalTree.sum(n, length, i -> sums -> Dense.addScaled(1, vectors[i], sums));
            for (int j = 0; j < length; j++) {
                int entry = j;
                double[] values =
                        Arrays.stream(vectors).mapToDouble(v -> v[entry]).toArray();
                assertEquals(levelByLevel(values), sum[j]);
            }
        }
    }

    @Test
    void sum_ofSparseContributions_maySkipZerosOfEitherSign() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 1; n <= 600; n += random.nextInt(1, 12)) {
            double[][] vectors = new double[n][];
            for (int i = 0; i < n; i++) {
                vectors[i] = Draws.ZEROS.vector(random, 4);
            }
            double[] dense = CanonicalTree.sum(n, 4, i -> sums -> Dense.addScaled(1, vectors[i], sums));
            double[] sparse = CanonicalTree.sum(n, 4, i -> sums -> {
                for (int j = 0; j < 4; j++) {
                    if (vectors[i][j] != 0) {
                        sums[j] += vectors[i][j];
                    }
                }
            });
            // assertArrayEquals tells -0.0 from 0.0
            assertArrayEquals(dense, sparse);
        }
    }

    /** Few entries per node go a way of their own, at every height; their bits are those of all entries. */
    @Test
    void sum_ofLeavesWithFewEntries_hasTheBitsOfAllEntries() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 1; n <= 600; n += random.nextInt(1, 12)) {
            int length = random.nextInt(1, 200);
            double[][] vectors = new double[n][length];
            Few[] few = new Few[n];
            for (int i = 0; i < n; i++) {
                int most = random.nextInt(8) == 0 ? length : 1 + length / 40;
                int[] indices = random.ints(random.nextInt(most + 1), 0, length)
                        .distinct()
                        .toArray();
                few[i] = new Few(indices, Draws.ZEROS.vector(random, indices.length));
                few[i].addTo(vectors[i]);
            }
            double[] dense = CanonicalTree.sum(n, length, i -> sums -> Dense.addScaled(1, vectors[i], sums));
            assertArrayEquals(dense, CanonicalTree.sum(n, length, i -> few[i]));
            for (int j = 0; j < length; j++) {
                int entry = j;
                assertEquals(
                        levelByLevel(Arrays.stream(vectors)
                                .mapToDouble(v -> v[entry])
                                .toArray()),
                        dense[j]);
            }
        }
    }

    /** Cores, leaves of few entries and of all, and nodes that were folded before: one sum. */
    @Test
    void sumOnAllCores_hasTheBitsOfOneThread() {
        SplittableRandom random = new SplittableRandom(6);
        ForkJoinPool[] pools = {new ForkJoinPool(1), new ForkJoinPool(5)};
        int length = Chunks.LENGTH + 37;
        for (int n : new int[] {1, 8, 9, 16, 17, 63, 65, 150}) {
            Few[] few = new Few[n];
            for (int i = 0; i < n; i++) {
                int count = i % 16 < 8 ? length / 50 : length / 3;
                few[i] = new Few(random.ints(count, 0, length).distinct().toArray(), Draws.ZEROS.vector(random, count));
            }
            IntFunction<CanonicalTree.Leaf> leaf = i -> few[i];
            double[] expected = CanonicalTree.sum(n, length, leaf);
            for (int before = 0; before < 3; before++) {
                int one = before;
                for (ForkJoinPool pool : pools) {
                    double[] sum = pool.submit(() -> CanonicalTree.sumOnAllCores(
                                    n,
                                    length,
                                    leaf,
                                    (level, index) -> one < 2 && level == 1 && index == one
                                            ? CanonicalTree.node(n, length, level, index, leaf, (l, i) -> null)
                                            : null))
                            .join();
                    assertArrayEquals(expected, sum);
                }
            }
        }
        for (ForkJoinPool pool : pools) {
            pool.shutdown();
        }
    }

    private record Few(int[] indices, double[] values) implements CanonicalTree.SparseLeaf {
        @Override
        public void addTo(double[] accumulator) {
            for (int p = 0; p < indices.length; p++) {
                accumulator[indices[p]] += values[p];
            }
        }

        @Override
        public int entries() {
            return indices.length;
        }

        @Override
        public void move(double[] accumulator, double[] sum) {
            for (int j : indices) {
                sum[j] += accumulator[j];
                accumulator[j] = 0.0;
            }
        }
    }

    /** Nodes may be summed elsewhere, in any order: the bits are the same. */
    @Test
    void sum_overNodesThatWereFoldedElsewhere_hasTheSameBits() {
        SplittableRandom random = new SplittableRandom(4);
        for (int n = 1; n <= 600; n++) {
            double[] values = Draws.GAUSSIAN.vector(random, n);
            IntFunction<CanonicalTree.Leaf> leaf = i -> sums -> sums[0] += values[i];
            int clients = n;
            double[] folded = CanonicalTree.node(
                    n,
                    1,
                    CanonicalTree.height(n),
                    0,
                    leaf,
                    (level, index) -> random.nextInt(3) == 0
                            ? CanonicalTree.node(clients, 1, level, index, leaf, (l, i) -> null)
                            : null);
            assertEquals(levelByLevel(values), folded[0]);
        }
    }

    @Test
    void nodes_coverTheLeavesLevelByLevel() {
        for (int n = 1; n <= 600; n++) {
            int expected = n;
            for (int level = 0; level <= CanonicalTree.height(n); level++) {
                assertEquals(expected, CanonicalTree.nodes(n, level));
                expected = (expected + 7) / 8;
            }
            assertEquals(1, CanonicalTree.nodes(n, CanonicalTree.height(n)));
        }
    }

    @Test
    void sum_ofNegativeZeros_isPositiveZero() {
        assertEquals(0.0, CanonicalTree.sum(new double[] {-0.0, -0.0}));
    }

    /** Nodes of eight children, from the left and from +0.0, until one is left. */
    private static double levelByLevel(double[] values) {
        double[] level = values;
        do {
            double[] parents = new double[(level.length + 7) / 8];
            for (int child = 0; child < level.length; child++) {
                parents[child / 8] += level[child];
            }
            level = parents;
        } while (level.length > 1);
        return level[0];
    }
}
