package io.ef21.gossip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.DenseEigen;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs and the matrices on them. */
class MixingTest {
    private static final double TOLERANCE = 2e-8;

    @Test
    void graphs_areWhatTheirNamesSay() {
        assertArrayEquals(
                new int[][] {{1, 3}, {0, 2}, {1, 3}, {0, 2}}, Graph.ring(4).neighbours());
        assertArrayEquals(new int[][] {{1}, {0}}, Graph.ring(2).neighbours());
        assertArrayEquals(new int[][] {{}}, Graph.ring(1).neighbours());
        assertArrayEquals(new int[] {1, 3, 4, 8}, Graph.torus(3, 4).neighbours()[0]);
        assertArrayEquals(new int[] {1, 4, 6, 9}, Graph.torus(3, 4).neighbours()[5]);
        assertArrayEquals(new int[] {0, 1, 3}, Graph.complete(4).neighbours()[2]);
        assertArrayEquals(new int[][] {{1, 2}, {0}, {0}}, Graph.star(3).neighbours());
        assertEquals(24, Graph.torus(3, 4).edges());
        assertEquals(4, Gossiping.mixing("torus", 20).graph().degree(7));
        assertArrayEquals(
                Graph.torus(4, 5).neighbours(),
                Gossiping.mixing("torus", 20).graph().neighbours());
    }

    /** W is circulant: 1/3 + 2/3 cos(2 pi k / n). */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 12, 33})
    void ring_hasItsGap(int n) {
        double second = 0;
        for (int k = 1; k < n; k++) {
            second = Math.max(second, Math.abs((1 + 2 * Math.cos(2 * Math.PI * k / n)) / 3));
        }
        assertEquals(1 - second, Mixing.metropolis(Graph.ring(n)).gap(), TOLERANCE);
    }

    /** (1 + 2 cos(2 pi k / R) + 2 cos(2 pi l / C)) / 5 on a torus; I - Laplacian / n on a star; 11'/n on the complete graph. */
    @Test
    void otherGraphs_haveTheirGaps() {
        double second = 0;
        for (int k = 0; k < 3; k++) {
            for (int l = 0; l < 5; l++) {
                double value = (1 + 2 * Math.cos(2 * Math.PI * k / 3) + 2 * Math.cos(2 * Math.PI * l / 5)) / 5;
                second = k + l == 0 ? second : Math.max(second, Math.abs(value));
            }
        }
        assertEquals(1 - second, Mixing.metropolis(Graph.torus(3, 5)).gap(), TOLERANCE);
        assertEquals(1 / 9.0, Mixing.metropolis(Graph.star(9)).gap(), TOLERANCE);
        Mixing complete = Mixing.metropolis(Graph.complete(7));
        assertEquals(1, complete.gap(), TOLERANCE);
        assertEquals(1 / 7.0, complete.weight(2, 5));
        assertEquals(6 / 7.0, complete.given(3), 1e-15);
        assertEquals(1, Mixing.metropolis(Graph.ring(1)).gap());
    }

    @Test
    void randomGraphs_areDoublyStochastic_andHaveTheGapOfDenseAlgebra() {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 20; instance++) {
            int n = 2 + random.nextInt(12);
            boolean[][] adjacent = new boolean[n][n];
            for (int i = 1; i < n; i++) {
                int parent = random.nextInt(i);
                adjacent[i][parent] = true;
                adjacent[parent][i] = true;
                int more = random.nextInt(n);
                adjacent[i][more] = true;
                adjacent[more][i] = true;
            }
            Graph graph = Graph.of(
                    n, i -> IntStream.range(0, n).filter(j -> adjacent[i][j]).toArray());
            assertEquals(-1, graph.unreached());
            Mixing mixing = Mixing.metropolis(graph);
            double[][] w = new double[n][n];
            for (int i = 0; i < n; i++) {
                w[i][i] = 1 - mixing.given(i);
                for (int j : graph.neighbours()[i]) {
                    w[i][j] = mixing.weight(i, j);
                    assertEquals(w[i][j], mixing.weight(j, i));
                }
                assertEquals(1, Arrays.stream(w[i]).sum(), 1e-14);
                assertEquals(true, w[i][i] > 0);
            }
            double[] values = DenseEigen.values(w);
            Arrays.sort(values);
            double second = n == 1 ? 0 : Math.max(Math.abs(values[0]), Math.abs(values[n - 2]));
            assertEquals(1 - second, mixing.gap(), TOLERANCE);
        }
    }
}
