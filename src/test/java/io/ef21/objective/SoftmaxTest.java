package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.ClassedRows;
import io.ef21.DenseEigen;
import io.ef21.Differences;
import io.ef21.Draws;
import io.ef21.SparseRows;
import io.ef21.data.ClassLabels;
import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Shard;
import io.ef21.kernel.Dense;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multinomial logistic regression on rows. */
class SoftmaxTest {
    private static final int D = 6;

    private static Objective softmax(ClassedRows rows) {
        return new Softmax().on(rows.shard(false), rows.labels());
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "40, 3", "40, 11", "700, 4"})
    void gradientIsTheDerivative_valueIsTheMean(int rows, int classes) {
        ClassedRows data = new ClassedRows(7, rows, D, 0.5, classes);
        Shard shard = data.shard(false);
        double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(rows), D * classes);
        for (String regularizer : new String[] {"none", "nonconvex:0.1"}) {
            Objective f = new Softmax().client(shard, data.labels(), Regularizer.parse(regularizer));
            Differences.assertGradient(f, x);
        }
        double sum = 0;
        double[][] dense = SparseRows.dense(shard);
        for (int i = 0; i < rows; i++) {
            double total = 0;
            double own = 0;
            for (int c = 0; c < classes; c++) {
                double margin = 0;
                for (int j = 0; j < D; j++) {
                    margin += dense[i][j] * x[j * classes + c];
                }
                total += Math.exp(margin);
                own = c == shard.labels()[i] ? margin : own;
            }
            sum += Math.log(total) - own;
        }
        Objective f = softmax(data);
        assertEquals(sum / rows, f.evaluate(x, new double[x.length]), 1e-12 * sum / rows);
        assertEquals(rows, f.rows());
    }

    /** 0 <= v'(f'(x + v) - f'(x)) <= v'M v; and M's top is lambda_max(A'A)/(2m). */
    @ParameterizedTest
    @CsvSource({"30, 2", "30, 3", "200, 7"})
    void curvatureBoundsTheHessian_topIsTheConstant(int rows, int classes) {
        ClassedRows data = new ClassedRows(3, rows, D, 0.6, classes);
        Objective f = softmax(data);
        int size = f.dimension();
        SplittableRandom random = new SplittableRandom(4);
        for (double length : new double[] {1e-3, 0.1, 3}) {
            for (int instance = 0; instance < 20; instance++) {
                double[] x = Draws.GAUSSIAN.vector(random, size);
                double[] v = Draws.GAUSSIAN.vector(random, size);
                double[] y = new double[size];
                for (int j = 0; j < size; j++) {
                    v[j] *= length;
                    y[j] = x[j] + v[j];
                }
                double[] before = new double[size];
                double[] after = new double[size];
                double[] product = new double[size];
                f.evaluate(x, before);
                f.evaluate(y, after);
                f.addCurvature(v, product);
                double curved = Dense.dot(v, Dense.minus(after, before));
                assertTrue(curved >= -1e-13 && curved <= Dense.dot(v, product) + 1e-13);
            }
        }
        double[][] gram = new double[D][D];
        DenseEigen.addGram(gram, SparseRows.dense(data.shard(false)), 1.0 / (2 * rows));
        double top = LargestEigenvalue.of(size, v -> {
            double[] product = new double[size];
            f.addCurvature(v, product);
            return product;
        });
        assertEquals(DenseEigen.largest(gram), top, 1e-8 * top);
        assertEquals(0, f.curvatureShift());
        double[] diagonal = new double[size];
        assertTrue(f.addCurvatureDiagonal(diagonal));
        for (int j = 0; j < size; j++) {
            double[] unit = new double[size];
            double[] product = new double[size];
            unit[j] = 1;
            f.addCurvature(unit, product);
            assertEquals(product[j], diagonal[j], 1e-13 * top);
        }
    }

    /** With two classes and x = 0 the Hessian is M: the constant is attained. */
    @Test
    void twoClasses_constantIsAttained() {
        Objective f = softmax(new ClassedRows(8, 50, D, 0.6, 2));
        SplittableRandom random = new SplittableRandom(1);
        double[] v = Draws.GAUSSIAN.vector(random, 2 * D);
        double[] product = new double[2 * D];
        f.addCurvature(v, product);
        double[] forward = new double[2 * D];
        double[] back = new double[2 * D];
        double h = 1e-5;
        f.evaluate(io.ef21.Vectors.times(h, v), forward);
        f.evaluate(io.ef21.Vectors.times(-h, v), back);
        for (int j = 0; j < 2 * D; j++) {
            assertEquals(product[j], (forward[j] - back[j]) / (2 * h), 1e-8);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "40", "600"})
    void samples_areThoseOfRows(int rows) {
        ClassedRows data = new ClassedRows(1, rows, D, 0.5, 3);
        Objective f = softmax(data);
        int size = f.dimension();
        double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(2), size);
        double[] gradient = new double[size];
        double[] sampled = new double[size];
        double value = f.evaluate(x, gradient);
        assertEquals(value, f.sample(new Batch(3, rows, false), x, sampled), 1e-12 * value);
        assertArrayEquals(gradient, sampled, 1e-13);
        double[] mean = new double[size];
        double values = 0;
        boolean[] seen = new boolean[rows];
        int found = 0;
        for (long key = 0; found < rows; key++) {
            Batch batch = new Batch(key, 1, key % 2 == 0);
            if (!seen[batch.of(rows)[0]]) {
                seen[batch.of(rows)[0]] = true;
                found++;
                values += f.sample(batch, x, sampled) / rows;
                Dense.addScaled(1.0 / rows, sampled, mean);
            }
        }
        assertEquals(value, values, 1e-12 * value);
        assertArrayEquals(gradient, mean, 1e-13);
    }

    /** Owned columns x all classes, side by side, and the same function of them. */
    @Test
    void compact_ownsTheEntriesOfItsColumns() {
        ClassedRows data = new ClassedRows(2, 4, 30, 0.1, 3);
        Shard compact = data.shard(true);
        Objective f = new Softmax().on(compact, data.labels());
        int[] ids = f.columns().ids();
        assertEquals(3 * compact.owned().size(), ids.length);
        assertEquals(90, f.columns().features());
        for (int p = 0; p < ids.length; p++) {
            assertEquals(compact.owned().ids()[p / 3] * 3 + p % 3, ids[p]);
        }
        double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(2), 90);
        double[] own = new double[ids.length];
        for (int p = 0; p < ids.length; p++) {
            own[p] = x[ids[p]];
        }
        double[] gradient = new double[90];
        double[] small = new double[ids.length];
        assertEquals(softmax(data).evaluate(x, gradient), f.evaluate(own, small));
        for (int p = 0; p < ids.length; p++) {
            assertEquals(gradient[ids[p]], small[p]);
            gradient[ids[p]] = 0;
        }
        assertArrayEquals(new double[90], gradient);
    }

    @Test
    void fingerprint_tellsClassesAndLossesApart() {
        ClassedRows data = new ClassedRows(2, 20, 5, 0.5, 2);
        Shard shard = data.shard(false);
        long print = new Softmax().on(shard, data.labels()).fingerprint();
        assertNotEquals(
                print,
                new Softmax().on(shard, new ClassLabels(new double[] {1, 2, 3})).fingerprint());
        assertNotEquals(print, new Loss.Logistic().on(shard).fingerprint());
        assertNotEquals(
                print,
                new Perceptron(java.util.List.of(2), 0).on(shard, data.labels()).fingerprint());
    }

    @Test
    void labels_areTheRankOfTheValue() {
        ClassLabels labels = ClassLabels.of(new double[] {-2, 0, 7.5}, "here");
        assertEquals(3, labels.classes());
        assertEquals(0, labels.kept(-2));
        assertEquals(1, labels.kept(-0.0));
        assertEquals(2, labels.kept(7.5));
        assertThrows(IllegalArgumentException.class, () -> labels.kept(1));
        assertThrows(InvalidInputException.class, () -> ClassLabels.of(new double[] {3}, "here"));
        assertThrows(InvalidInputException.class, () -> ClassLabels.of(new double[1001], "here"));
    }

    @Test
    void tooManyEntries_areRefused() {
        Columns columns = Columns.all(1 << 30);
        assertThrows(InvalidInputException.class, () -> columns.times(2));
        assertEquals(Integer.MAX_VALUE, Columns.all(Integer.MAX_VALUE).times(1).features());
    }
}
