package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.ClassedRows;
import io.ef21.Differences;
import io.ef21.Draws;
import io.ef21.Problems;
import io.ef21.compress.Layers;
import io.ef21.data.InvalidInputException;
import io.ef21.kernel.Dense;
import io.ef21.kernel.PerceptronSum;
import io.ef21.run.LocalEngine;
import io.ef21.run.Training;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Perceptrons on rows; predictions are checked against Spark's in {@code SparkModelsTest}. */
class PerceptronTest {
    private static Perceptron perceptron(String specification, long seed) {
        return (Perceptron) Objectives.parse(specification, seed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"mlp:1; 1; 2", "mlp:5; 40; 3", "mlp:4,3; 150; 2", "mlp:3,4,2; 65; 11"})
    void gradientIsTheDerivative(String specification, int rows, int classes) {
        ClassedRows data = new ClassedRows(9, rows, 6, 0.5, classes);
        Perceptron problem = perceptron(specification, 1);
        SplittableRandom random = new SplittableRandom(rows);
        for (String regularizer : new String[] {"none", "nonconvex:0.1"}) {
            Objective f = problem.client(data.shard(false), data.labels(), Regularizer.parse(regularizer));
            assertEquals(PerceptronSum.length(problem.sizes(6, data.labels())), f.dimension());
            assertEquals(rows, f.rows());
            Differences.assertGradient(f, new double[f.dimension()]);
            Differences.assertGradient(f, Draws.GAUSSIAN.vector(random, f.dimension()));
        }
    }

    /** Units that saturate have slopes of 0, and nothing overflows. */
    @Test
    void largeModels_staySane() {
        ClassedRows data = new ClassedRows(9, 20, 6, 0.5, 3);
        Objective f = perceptron("mlp:4", 1).on(data.shard(false), data.labels());
        double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(1), f.dimension());
        for (int j = 0; j < x.length; j++) {
            x[j] *= 1e6;
        }
        double[] gradient = new double[x.length];
        assertTrue(Double.isFinite(f.evaluate(x, gradient)));
        assertTrue(Double.isFinite(Dense.squaredNorm(gradient)));
    }

    @ParameterizedTest
    @CsvSource({"1", "64", "65", "200"})
    void samples_areThoseOfRows(int rows) {
        ClassedRows data = new ClassedRows(1, rows, 5, 0.5, 3);
        Objective f = perceptron("mlp:4", 1).client(data.shard(false), data.labels(), new Regularizer.None());
        int size = f.dimension();
        double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(2), size);
        double[] gradient = new double[size];
        double[] sampled = new double[size];
        double value = f.evaluate(x, gradient);
        assertTrue(f.hasSamples());
        assertEquals(value, f.sample(new Batch(3, rows, false), x, sampled), 1e-12 * value);
        assertArrayEquals(gradient, sampled, 1e-13);
        double[] mean = new double[size];
        boolean[] seen = new boolean[rows];
        int found = 0;
        for (long key = 0; found < rows; key++) {
            Batch batch = new Batch(key, 1, true);
            if (!seen[batch.of(rows)[0]]) {
                seen[batch.of(rows)[0]] = true;
                found++;
                f.sample(batch, x, sampled);
                Dense.addScaled(1.0 / rows, sampled, mean);
            }
        }
        assertArrayEquals(gradient, mean, 1e-13);
    }

    @Test
    void start_isWithinItsRange_biasesAreZero_andFollowsTheSeed() {
        ClassedRows data = new ClassedRows(1, 5, 50, 0.5, 3);
        double[] start = perceptron("mlp:20,10", 1).start(50, data.labels());
        int from = 0;
        int[] sizes = {50, 20, 10, 3};
        for (int l = 0; l < 3; l++) {
            double radius = Math.sqrt(6.0 / (sizes[l] + sizes[l + 1]));
            double mean = 0;
            double largest = 0;
            int weights = sizes[l] * sizes[l + 1];
            for (int j = 0; j < weights; j++) {
                mean += start[from + j] / weights;
                largest = Math.max(largest, Math.abs(start[from + j]));
            }
            assertTrue(largest <= radius && largest > 0.8 * radius, "layer " + l);
            // six deviations of a mean of uniform numbers
            assertEquals(0, mean, 6 * radius / Math.sqrt(3.0 * weights));
            from += weights;
            assertArrayEquals(new double[sizes[l + 1]], Arrays.copyOfRange(start, from, from + sizes[l + 1]));
            from += sizes[l + 1];
        }
        assertEquals(start.length, from);
        assertArrayEquals(start, perceptron("mlp:20,10", 1).start(50, data.labels()));
        assertFalse(Arrays.equals(start, perceptron("mlp:20,10", 2).start(50, data.labels())));
        assertNotEquals(
                perceptron("mlp:2", 1)
                        .client(data.shard(false), data.labels(), new Regularizer.None())
                        .fingerprint(),
                perceptron("mlp:2", 2)
                        .client(data.shard(false), data.labels(), new Regularizer.None())
                        .fingerprint());
    }

    @Test
    void blocks_areTheModel() {
        ClassedRows data = new ClassedRows(1, 5, 50, 0.5, 3);
        Perceptron problem = perceptron("mlp:20,10", 1);
        assertEquals(
                "w1=50x20 b1=20! w2=20x10 b2=10! w3=10x3 b3=3!",
                problem.blocks(50, data.labels()).stream()
                        .map(Layers.Block::toString)
                        .collect(Collectors.joining(" ")));
        int entries = problem.blocks(50, data.labels()).stream()
                .mapToInt(block -> block.rows() * block.columns())
                .sum();
        assertEquals(problem.start(50, data.labels()).length, entries);
    }

    @Test
    void noBound_isSaid() {
        ClassedRows data = new ClassedRows(1, 20, 5, 0.5, 3);
        Objective f = perceptron("mlp:4", 1).client(data.shard(false), data.labels(), new Regularizer.L2(0.1));
        assertFalse(f.isSmooth());
        assertThrows(InvalidInputException.class, f::curvatureShift);
        assertFalse(f.addCurvatureDiagonal(new double[f.dimension()]));
        try (LocalEngine engine = LocalEngine.of(List.of(f), 1)) {
            Training training = new Training(Problems.options("ef21", "topk:0.1", "theory", 5));
            InvalidInputException e = assertThrows(
                    InvalidInputException.class,
                    () -> training.run(engine, record -> {
                        throw new AssertionError("a round was run");
                    }));
            assertTrue(String.valueOf(e.getMessage()).contains("--step-size 0.1, or auto"), e.getMessage());
        }
    }

    /** Steps found while running, and given ones: both go down. */
    @ParameterizedTest
    @CsvSource({"auto, auto", "ef21, 1.0"})
    void training_goesDown(String method, String stepSize) {
        ClassedRows data = new ClassedRows(1, 300, 8, 0.7, 3);
        Objective f = perceptron("mlp:6", 1).client(data.shard(false), data.labels(), new Regularizer.None());
        try (LocalEngine engine = LocalEngine.of(List.of(f, f), 1)) {
            Problems.Run run = Problems.run(
                    engine,
                    method.equals("auto")
                            ? Problems.untuned("auto", "auto", new Regularizer.None(), 200, 0)
                            : Problems.options(method, "topk:0.3", stepSize, 200));
            double first = run.at(0).objective();
            double last = run.outcome().last().objective();
            assertTrue(last < 0.8 * first, first + " -> " + last);
        }
    }
}
