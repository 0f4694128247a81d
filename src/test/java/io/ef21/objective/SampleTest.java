package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.LossRows;
import io.ef21.QuadraticObjective;
import io.ef21.data.Layout;
import io.ef21.data.Shard;
import io.ef21.kernel.Dense;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stochastic gradients of losses over rows: their mean is the gradient. */
class SampleTest {
    private static final int D = 9;

    /** Sparse, dense, narrow, ones and BLAS. */
    static List<Shard> shards(Loss loss, int rows) {
        List<Shard> shards = new ArrayList<>();
        for (Layout layout : List.of(Layout.DEFAULT, new Layout(true, false), new Layout(false, true))) {
            for (double density : new double[] {0.3, 0.95}) {
                LossRows data = new LossRows(rows, rows, D, density, density == 0.3, loss.binary());
                shards.add(Shard.of(D, false, LossRows.labels(loss), layout, List.of(data.block(0, rows))));
            }
        }
        return shards;
    }

    /** A batch of size 1 is one row, so the rows are enumerated by the batches that draw them. */
    @ParameterizedTest
    @ValueSource(strings = {"logistic", "least-squares", "huber:0.3", "squared-hinge"})
    void singleRows_meanIsTheGradient(String specification) {
        Loss loss = Loss.parse(specification);
        int rows = 37;
        for (Shard shard : shards(loss, rows)) {
            Objective f = loss.on(shard);
            assertTrue(f.hasSamples());
            assertEquals(rows, f.samples());
            double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(1), D);
            double[] mean = new double[D];
            double value = 0;
            boolean[] seen = new boolean[rows];
            int found = 0;
            for (long key = 0; found < rows; key++) {
                Batch batch = new Batch(key, 1, key % 2 == 0);
                int row = batch.of(rows)[0];
                if (!seen[row]) {
                    seen[row] = true;
                    found++;
                    double[] gradient = Draws.GAUSSIAN.vector(new SplittableRandom(key), D);
                    value += f.sample(batch, x, gradient) / rows;
                    for (int j = 0; j < D; j++) {
                        mean[j] += gradient[j] / rows;
                    }
                }
            }
            double[] gradient = new double[D];
            assertEquals(f.evaluate(x, gradient), value, 1e-13 * (1 + value));
            assertArrayEquals(gradient, mean, 1e-13 * (1 + value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "least-squares", "huber", "squared-hinge"})
    void allRows_isTheFunction(String specification) {
        Loss loss = Loss.parse(specification);
        // more rows than a block has
        for (int rows : new int[] {1, 512, 1300}) {
            for (Shard shard : shards(loss, rows)) {
                Objective f = loss.on(shard);
                double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(rows), D);
                double[] gradient = new double[D];
                double[] sampled = new double[D];
                double value = f.evaluate(x, gradient);
                assertEquals(value, f.sample(new Batch(4, rows, false), x, sampled), 1e-12 * (1 + value));
                assertArrayEquals(gradient, sampled, 1e-12 * (1 + value));
            }
        }
    }

    /**
     * The mean over 20,000 batches of a coordinate is normal around the gradient's with the sample's own deviation: five of them are exceeded with probability
     * 6e-7, 2e-5 over all the coordinates here; and variances are 1/B that of one row, times (m - B) / (m - 1) without replacement.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void batches_meanIsTheGradient_varianceIsThatOfABatch(boolean replacement) {
        int rows = 40;
        int size = 8;
        int draws = 20_000;
        Objective f = new Loss.Logistic().on(shards(new Loss.Logistic(), rows).get(0));
        double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(3), D);
        double[] exact = new double[D];
        f.evaluate(x, exact);
        double variance = 0;
        double[] mean = new double[D];
        double[] squares = new double[D];
        double[] gradient = new double[D];
        for (int key = 0; key < draws; key++) {
            f.sample(new Batch(key, size, replacement), x, gradient);
            for (int j = 0; j < D; j++) {
                double error = gradient[j] - exact[j];
                mean[j] += error / draws;
                squares[j] += error * error / draws;
                variance += error * error / draws;
            }
        }
        for (int j = 0; j < D; j++) {
            assertEquals(0, mean[j], 5 * Math.sqrt(squares[j] / draws));
        }
        double expected = rowVariance(f, rows, x, exact) / size * (replacement ? 1 : (rows - size) / (rows - 1.0));
        // the relative deviation of a mean of 20,000 squares is below 0.02
        assertEquals(expected, variance, 0.1 * expected);
    }

    private static double rowVariance(Objective f, int rows, double[] x, double[] exact) {
        double variance = 0;
        boolean[] seen = new boolean[rows];
        for (long key = 0; key < 10_000; key++) {
            Batch batch = new Batch(key, 1, true);
            int row = batch.of(rows)[0];
            if (!seen[row]) {
                seen[row] = true;
                double[] gradient = new double[exact.length];
                f.sample(batch, x, gradient);
                variance += Dense.squaredNorm(Dense.minus(gradient, exact)) / rows;
            }
        }
        return variance;
    }

    /** With least squares, the difference of two sampled gradients is H_batch (y - x): the same rows at both points. */
    @Test
    void sameBatchAtTwoPoints_isTheSameFunction() {
        Objective f =
                new Loss.LeastSquares().on(shards(new Loss.LeastSquares(), 50).get(0));
        SplittableRandom random = new SplittableRandom(9);
        for (int key = 0; key < 50; key++) {
            Batch batch = new Batch(key, 5, key % 2 == 0);
            double[] x = Draws.GAUSSIAN.vector(random, D);
            double[] y = Draws.GAUSSIAN.vector(random, D);
            double[] middle = new double[D];
            for (int j = 0; j < D; j++) {
                middle[j] = (x[j] + y[j]) / 2;
            }
            double[] atX = new double[D];
            double[] atY = new double[D];
            double[] atMiddle = new double[D];
            double values = f.sample(batch, x, atX) - f.sample(batch, y, atY);
            f.sample(batch, middle, atMiddle);
            // a quadratic: the difference of values is the slope in the middle
            assertEquals(values, Dense.dot(atMiddle, Dense.minus(x, y)), 1e-12 * (1 + Math.abs(values)));
        }
    }

    @Test
    void regularizer_entersInFull() {
        Shard shard = shards(new Loss.Logistic(), 30).get(0);
        Objective loss = new Loss.Logistic().on(shard);
        for (String specification : List.of("l2:0.3", "nonconvex:0.1")) {
            Regularizer r = Regularizer.parse(specification);
            Objective f = RegularizedObjective.of(loss, r);
            double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(2), D);
            Batch batch = new Batch(77, 4, true);
            double[] expected = new double[D];
            double value = loss.sample(batch, x, expected) + r.value(x);
            r.addGradient(x, expected);
            double[] gradient = new double[D];
            assertEquals(value, f.sample(batch, x, gradient));
            assertArrayEquals(expected, gradient);
            assertEquals(30, f.samples());
        }
    }

    @Test
    void scaled_samplesInScaledVariables() {
        Objective loss = new Loss.Logistic().on(shards(new Loss.Logistic(), 30).get(0));
        double[] scale = new double[D];
        double[] z = Draws.GAUSSIAN.vector(new SplittableRandom(2), D);
        double[] x = new double[D];
        for (int j = 0; j < D; j++) {
            scale[j] = Math.pow(2, j - 4);
            x[j] = scale[j] * z[j];
        }
        Objective scaled = new ScaledObjective(loss, scale);
        Batch batch = new Batch(1, 6, false);
        double[] expected = new double[D];
        double[] gradient = new double[D];
        assertEquals(loss.sample(batch, x, expected), scaled.sample(batch, z, gradient));
        for (int j = 0; j < D; j++) {
            expected[j] *= scale[j];
        }
        assertArrayEquals(expected, gradient);
        assertTrue(scaled.hasSamples());
        assertEquals(30, scaled.samples());
        Objective ridge = new RegularizedObjective(loss, new Regularizer.L2(0.5));
        assertEquals(0.5 * Math.pow(2, -8), new ScaledObjective(ridge, scale).strongConvexity());
    }

    @Test
    void withoutSamples_isSaid() {
        Objective f = new QuadraticObjective(new double[][] {{1}}, new double[1], 1);
        assertFalse(f.hasSamples());
        assertThrows(
                UnsupportedOperationException.class,
                () -> f.sample(new Batch(0, 1, true), new double[1], new double[1]));
    }
}
