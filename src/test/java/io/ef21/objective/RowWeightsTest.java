package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.LossRows;
import io.ef21.WeightedRows;
import io.ef21.data.BinaryLabels;
import io.ef21.data.ClassLabels;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.Layout;
import io.ef21.data.RealLabels;
import io.ef21.data.RowBlock;
import io.ef21.data.RowWeights;
import io.ef21.data.Shard;
import io.ef21.kernel.Dense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row of weight 3 is three rows. */
class RowWeightsTest {
    private static final int D = 7;
    private static final int ROWS = 600;

    private static final List<Layout> LAYOUTS =
            List.of(Layout.DEFAULT, new Layout(true, false), new Layout(false, true));

    private static Labels labels(RowProblem problem) {
        if (problem.labelKind() == LabelKind.NUMBERS) {
            return new RealLabels();
        }
        return problem.labelKind() == LabelKind.CLASSES ? new ClassLabels(new double[] {0, 1}) : new BinaryLabels(0, 1);
    }

    private static RowBlock rows(RowProblem problem, double density) {
        return new LossRows(4, ROWS, D, density, false, problem.labelKind() != LabelKind.NUMBERS).block(0, ROWS);
    }

    private static Objective on(RowProblem problem, RowBlock rows, Layout layout, double @Nullable [] weights) {
        Labels labels = labels(problem);
        return problem.on(
                Shard.of(
                        D,
                        false,
                        labels,
                        problem.layout(layout),
                        List.of(weights == null ? rows : WeightedRows.of(rows, weights))),
                labels);
    }

    private static RowBlock repeated(RowBlock rows, double[] times) {
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int row = 0; row < rows.rows(); row++) {
            for (int t = 0; t < times[row]; t++) {
                builder.row(rows.labels()[row]);
                for (int p = rows.starts()[row]; p < rows.starts()[row + 1]; p++) {
                    builder.entry(rows.columns()[p], rows.value(p));
                }
            }
        }
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "least-squares", "huber:0.5", "squared-hinge", "softmax", "mlp:3"})
    void wholeWeights_areRepeatedRows(String specification) {
        RowProblem problem = (RowProblem) Objectives.parse(specification, 1);
        SplittableRandom random = new SplittableRandom(3);
        double[] times = random.ints(ROWS, 0, 4).asDoubleStream().toArray();
        double total = Arrays.stream(times).sum();
        for (Layout layout : LAYOUTS) {
            for (double density : new double[] {0.3, 0.95}) {
                RowBlock rows = rows(problem, density);
                Objective weighted = on(problem, rows, layout, times);
                Objective more = on(problem, repeated(rows, times), layout, null);
                assertEquals(ROWS, weighted.rows());
                assertEquals(total, weighted.weight());
                assertEquals(total, more.weight());
                int size = weighted.dimension();
                double[] x = Draws.GAUSSIAN.vector(random, size);
                double[] expected = new double[size];
                double[] gradient = new double[size];
                double value = more.evaluate(x, expected);
                assertEquals(value, weighted.evaluate(x, gradient), 1e-12 * (1 + value));
                assertArrayEquals(expected, gradient, 1e-12 * (1 + value));
                if (weighted.isSmooth()) {
                    double[] v = Draws.GAUSSIAN.vector(random, size);
                    double[] product = new double[size];
                    double[] curved = new double[size];
                    more.addCurvature(v, product);
                    weighted.addCurvature(v, curved);
                    assertArrayEquals(product, curved, 1e-12);
                    Arrays.fill(product, 0);
                    Arrays.fill(curved, 0);
                    more.addCurvatureDiagonal(product);
                    weighted.addCurvatureDiagonal(curved);
                    assertArrayEquals(product, curved, 1e-12);
                }
            }
        }
    }

    /** The mean over all single rows, and over all rows at once, is the function. */
    @ParameterizedTest
    @ValueSource(strings = {"logistic", "least-squares", "huber:0.5", "squared-hinge", "softmax", "mlp:3"})
    void samplesAreUnbiased(String specification) {
        RowProblem problem = (RowProblem) Objectives.parse(specification, 1);
        SplittableRandom random = new SplittableRandom(5);
        double[] weights = random.doubles(ROWS, 0, 10).toArray();
        weights[17] = 0;
        for (Layout layout : LAYOUTS) {
            Objective f = on(problem, rows(problem, 0.95), layout, weights);
            int size = f.dimension();
            assertEquals(ROWS, f.samples());
            double[] x = Draws.GAUSSIAN.vector(random, size);
            double[] exact = new double[size];
            double[] gradient = new double[size];
            double value = f.evaluate(x, exact);
            assertEquals(value, f.sample(new Batch(0, ROWS, false), x, gradient), 1e-12 * (1 + value));
            assertArrayEquals(exact, gradient, 1e-11 * (1 + value));
            double[] mean = new double[size];
            double values = 0;
            boolean[] seen = new boolean[ROWS];
            int found = 0;
            for (long key = 0; found < ROWS; key++) {
                Batch batch = new Batch(key, 1, true);
                int row = batch.of(ROWS)[0];
                if (!seen[row]) {
                    seen[row] = true;
                    found++;
                    values += f.sample(batch, x, gradient) / ROWS;
                    Dense.addScaled(1.0 / ROWS, gradient, mean);
                }
            }
            assertEquals(value, values, 1e-12 * (1 + value));
            assertArrayEquals(exact, mean, 1e-11 * (1 + value));
        }
    }

    /** Rows are sorted by length within a shard: each takes its weight along. */
    @Test
    void weightsFollowTheirRows() {
        RowBlock.Builder builder = new RowBlock.Builder();
        SplittableRandom random = new SplittableRandom(2);
        double[] weights = new double[300];
        double[] sums = new double[4];
        double total = 0;
        for (int row = 0; row < weights.length; row++) {
            int length = random.nextInt(1, 5);
            weights[row] = row + 0.5;
            total += weights[row];
            builder.row(row, weights[row]);
            for (int j = 0; j < length; j++) {
                builder.entry(j, 1);
                // the gradient of least squares at 0 is - sum of weighted labels
                sums[j] -= weights[row] * row;
            }
        }
        Shard shard = Shard.of(4, false, new RealLabels(), Layout.DEFAULT, List.of(builder.build()));
        double[] gradient = new double[4];
        new Loss.LeastSquares().on(shard).evaluate(new double[4], gradient);
        for (int j = 0; j < 4; j++) {
            assertEquals(sums[j] / total, gradient[j], 1e-9);
        }
    }

    @Test
    void fingerprint_knowsWeights() {
        RowProblem problem = new Loss.Logistic();
        RowBlock rows = rows(problem, 0.3);
        List<Long> prints = new ArrayList<>();
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        double[] other = ones.clone();
        other[5] = 2;
        for (double @Nullable [] weights : Arrays.asList(null, ones, other)) {
            prints.add(on(problem, rows, Layout.DEFAULT, weights).fingerprint());
        }
        // weights of 1 are none
        assertEquals(prints.get(0), prints.get(1));
        assertNotEquals(prints.get(0), prints.get(2));
    }

    @Test
    void badWeights_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> RowWeights.of(new double[] {1, -1, 3}));
        assertThrows(IllegalArgumentException.class, () -> RowWeights.of(new double[] {0, 0}));
        assertThrows(IllegalArgumentException.class, () -> RowWeights.of(new double[] {1, Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> RowWeights.of(new double[] {1e308, 1e308, 1e308}));
        RowProblem problem = new Loss.Logistic();
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> on(problem, rows(problem, 0.3), Layout.DEFAULT, new double[] {1, 2}));
        assertTrue(String.valueOf(e.getMessage()).contains("2 weights for 600 rows"), e.getMessage());
    }
}
