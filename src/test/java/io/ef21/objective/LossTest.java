package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.LossRows;
import io.ef21.SparseRows;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Layout;
import io.ef21.data.Shard;
import io.ef21.kernel.Dense;
import io.ef21.kernel.SparseMatrix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every loss on rows of every kind: values, gradients, curvature. */
class LossTest {
    private static final double STEP = 1e-4;

    /** All matrices: sparse and dense, of doubles, floats and ones, and BLAS. */
    private static List<Shard> shards(Loss loss, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Shard> shards = new ArrayList<>();
        for (Layout layout : List.of(Layout.DEFAULT, new Layout(true, false), new Layout(false, true))) {
            for (double density : new double[] {0.2, 0.95}) {
                for (boolean ones : new boolean[] {false, true}) {
                    int rows = random.nextInt(1, 600);
                    int d = random.nextInt(1, 12);
                    LossRows data = new LossRows(random.nextLong(), rows, d, density, ones, loss.binary());
                    shards.add(Shard.of(d, false, LossRows.labels(loss), layout, List.of(data.block(0, rows))));
                }
            }
        }
        return shards;
    }

    @Test
    void shards_areOfAllKinds() {
        Set<String> kinds = new HashSet<>();
        for (Shard shard : shards(new Loss.LeastSquares(), 1)) {
            String text = shard.matrix().getClass().getSimpleName();
            kinds.add(
                    shard.matrix() instanceof SparseMatrix sparse
                            ? text + sparse.entries().getClass().getSimpleName()
                            : text);
        }
        assertEquals(
                Set.of(
                        "SparseMatrixDoubles",
                        "SparseMatrixFloats",
                        "SparseMatrixOnes",
                        "DenseMatrix",
                        "NarrowDenseMatrix",
                        "BlasMatrix"),
                kinds);
    }

    /**
     * Central differences are exact up to rounding for quadratics, and wrong by at most STEP a_ij^2 / m for a row whose
     * margin comes within STEP |a_ij| of a kink of the slope; the logistic third derivative is below 0.1.
     */
    @ParameterizedTest
    @ValueSource(strings = {"logistic", "least-squares", "huber", "huber:0.3", "squared-hinge"})
    void gradientIsTheDerivative_valueIsTheMean(String specification) {
        Loss loss = Loss.parse(specification);
        SplittableRandom random = new SplittableRandom(5);
        for (Shard shard : shards(loss, 2)) {
            Objective f = loss.on(shard);
            int d = f.dimension();
            double[] x = Draws.GAUSSIAN.vector(random, d);
            double[] gradient = Draws.GAUSSIAN.vector(random, d);
            double value = f.evaluate(x, gradient);
            double[][] rows = SparseRows.dense(shard);
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                sum += phi(loss, Dense.dot(rows[i], x), shard.labels()[i]);
            }
            assertEquals(sum / rows.length, value, 1e-12 * (1 + value));
            for (int j = 0; j < d; j++) {
                double kinks = 0;
                double cubes = 0;
                for (int i = 0; i < rows.length; i++) {
                    double a = Math.abs(rows[i][j]);
                    boolean near = kink(loss, Dense.dot(rows[i], x), shard.labels()[i]) <= STEP * a;
                    kinks += near ? a * a / rows.length : 0;
                    cubes += a * a * a / rows.length;
                }
                double difference = (at(f, x, j, STEP) - at(f, x, j, -STEP)) / (2 * STEP);
                double smooth = loss instanceof Loss.Logistic ? 0.1 / 6 * cubes * STEP * STEP : 0;
                assertEquals(difference, gradient[j], 1e-11 * (1 + value) + smooth + STEP * kinks);
            }
        }
    }

    /** 0 <= v'(f'(x + v) - f'(x)) <= v'M v for short and long v, which is the Hessian's bound; least squares attain it. */
    @ParameterizedTest
    @ValueSource(strings = {"logistic", "least-squares", "huber", "huber:0.3", "squared-hinge"})
    void curvatureBoundsTheHessian(String specification) {
        Loss loss = Loss.parse(specification);
        SplittableRandom random = new SplittableRandom(6);
        double largest = 0;
        for (Shard shard : shards(loss, 3)) {
            Objective f = loss.on(shard);
            int d = f.dimension();
            for (double length : new double[] {1e-3, 0.1, 3}) {
                double[] x = Draws.GAUSSIAN.vector(random, d);
                double[] v = Draws.GAUSSIAN.vector(random, d);
                double[] y = new double[d];
                for (int j = 0; j < d; j++) {
                    v[j] *= length;
                    y[j] = x[j] + v[j];
                }
                double[] before = new double[d];
                double[] after = new double[d];
                double[] product = new double[d];
                f.evaluate(x, before);
                f.evaluate(y, after);
                f.addCurvature(v, product);
                double curved = Dense.dot(v, Dense.minus(after, before));
                double bound = Dense.dot(v, product);
                double rounding = 1e-14 * Math.sqrt(Dense.squaredNorm(v)) * (1 + Math.sqrt(Dense.squaredNorm(before)));
                assertTrue(curved >= -rounding, curved + " < 0");
                assertTrue(curved <= bound + rounding + 1e-9 * bound, curved + " > " + bound);
                largest = Math.max(largest, bound == 0 ? 0 : curved / bound);
            }
        }
        double attained = loss instanceof Loss.LeastSquares ? 1 - 1e-9 : 0.4;
        assertTrue(largest > attained, "the bound is loose: " + largest);
    }

    /** The Hessian at 0 is M where the formula of the smoothness constant is exact; 1e-4 is far from the hinge. */
    @ParameterizedTest
    @ValueSource(strings = {"logistic", "least-squares", "huber:1e9", "squared-hinge"})
    void curvatureIsAttainedAtZero(String specification) {
        Loss loss = Loss.parse(specification);
        SplittableRandom random = new SplittableRandom(7);
        for (Shard shard : shards(loss, 4)) {
            Objective f = loss.on(shard);
            int d = f.dimension();
            double[] v = Draws.GAUSSIAN.vector(random, d);
            double[] step = new double[d];
            double[] back = new double[d];
            for (int j = 0; j < d; j++) {
                step[j] = 1e-4 * v[j];
                back[j] = -step[j];
            }
            double[] after = new double[d];
            double[] before = new double[d];
            double[] product = new double[d];
            f.evaluate(step, after);
            f.evaluate(back, before);
            f.addCurvature(v, product);
            double norm = Math.sqrt(Dense.squaredNorm(product));
            for (int j = 0; j < d; j++) {
                assertEquals(product[j], (after[j] - before[j]) / 2e-4, 1e-6 * norm + 1e-11);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "least-squares", "huber", "squared-hinge"})
    void diagonalIsThatOfTheMatrix(String specification) {
        Loss loss = Loss.parse(specification);
        for (Shard shard : shards(loss, 4)) {
            Objective f = loss.on(shard);
            double[] diagonal = new double[f.dimension()];
            assertTrue(f.addCurvatureDiagonal(diagonal));
            assertEquals(0, f.curvatureShift());
            for (int j = 0; j < diagonal.length; j++) {
                double[] unit = new double[diagonal.length];
                double[] column = new double[diagonal.length];
                unit[j] = 1;
                f.addCurvature(unit, column);
                assertEquals(column[j], diagonal[j], 1e-12 * (1 + column[j]));
            }
        }
    }

    @Test
    void fingerprints_differ_logisticKeepsThatOfTheData() {
        Shard shard = shards(new Loss.Logistic(), 5).get(0);
        Set<Long> prints = new HashSet<>();
        for (String specification : List.of("logistic", "least-squares", "huber", "huber:2", "squared-hinge")) {
            prints.add(Loss.parse(specification).on(shard).fingerprint());
        }
        assertEquals(5, prints.size());
        assertEquals(shard.fingerprint(), new Loss.Logistic().on(shard).fingerprint());
    }

    @Test
    void hugeDelta_isLeastSquares() {
        Shard shard = shards(new Loss.LeastSquares(), 6).get(0);
        double[] x =
                Draws.GAUSSIAN.vector(new SplittableRandom(1), shard.owned().size());
        double[] squares = new double[x.length];
        double[] huber = new double[x.length];
        double value = new Loss.LeastSquares().on(shard).evaluate(x, squares);
        assertEquals(value, new Loss.Huber(1e6).on(shard).evaluate(x, huber), 1e-13 * value);
        assertArrayEquals(squares, huber);
    }

    @Test
    void parse_readsWhatItPrints() {
        for (String specification : List.of("logistic", "least-squares", "huber", "huber:0.25", "squared-hinge")) {
            Loss loss = Loss.parse(specification);
            assertEquals(loss, Loss.parse(loss.toString()));
        }
        assertEquals(new Loss.Huber(1), Loss.parse("huber"));
        for (String wrong : List.of("huber:0", "huber:-1", "huber:x", "huber:Infinity", "huber:1:2", "hinge", "")) {
            assertThrows(InvalidInputException.class, () -> Loss.parse(wrong), wrong);
        }
    }

    private static double phi(Loss loss, double z, double y) {
        double r = Math.abs(z - y);
        double hinge = Math.max(0, 1 - y * z);
        return switch (loss.toString().split(":")[0]) {
            case "logistic" -> Math.max(0, -y * z) + Math.log1p(Math.exp(-Math.abs(z)));
            case "least-squares" -> r * r / 2;
            case "huber" -> {
                double delta = ((Loss.Huber) loss).delta();
                yield r <= delta ? r * r / 2 : delta * (r - delta / 2);
            }
            default -> hinge * hinge / 2;
        };
    }

    /** How far the margin is from where the slope has a kink. */
    private static double kink(Loss loss, double z, double y) {
        if (loss instanceof Loss.Huber huber) {
            return Math.abs(Math.abs(z - y) - huber.delta());
        }
        return loss instanceof Loss.SquaredHinge ? Math.abs(1 - y * z) : Double.POSITIVE_INFINITY;
    }

    private static double at(Objective f, double[] x, int j, double step) {
        double[] moved = x.clone();
        moved[j] += step;
        return f.evaluate(moved, new double[x.length]);
    }
}
