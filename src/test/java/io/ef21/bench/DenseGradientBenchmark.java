package io.ef21.bench;

import io.ef21.kernel.BlasMatrix;
import io.ef21.kernel.DenseMatrix;
import io.ef21.kernel.Entries;
import io.ef21.kernel.LogisticPointwise;
import io.ef21.kernel.LossSum;
import io.ef21.kernel.NarrowDenseMatrix;
import io.ef21.kernel.SparseMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One evaluation of loss and gradient on 12,000,000 cells, more than fit in caches: in every layout, at several shares of
 * cells that are not zero, beside one read pass over the doubles.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DenseGradientBenchmark {
    private static final int CELLS = 12_000_000;

    @Param("784")
    public int columns;

    @Param({"0.25", "0.5", "0.75", "1"})
    public double share;

    private DenseMatrix dense;
    private NarrowDenseMatrix narrow;
    private BlasMatrix blas;
    private SparseMatrix sparse;
    private SparseMatrix ones;
    private double[] values;
    private double[] labels;
    private double[] x;
    private double[] gradient;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        int rows = CELLS / columns;
        values = new double[rows * columns];
        float[] floats = new float[values.length];
        int[] starts = new int[rows + 1];
        int[] ids = new int[values.length];
        double[] entries = new double[values.length];
        int at = 0;
        for (int p = 0; p < values.length; p++) {
            if (random.nextDouble() < share) {
                floats[p] = (float) random.nextGaussian();
                values[p] = floats[p];
                ids[at] = p % columns;
                entries[at++] = floats[p];
            }
            starts[p / columns + 1] = at;
        }
        dense = new DenseMatrix(columns, at, values);
        narrow = new NarrowDenseMatrix(columns, at, floats);
        blas = new BlasMatrix(columns, at, values);
        ids = Arrays.copyOf(ids, at);
        sparse = new SparseMatrix(starts, ids, new Entries.Doubles(Arrays.copyOf(entries, at)));
        ones = new SparseMatrix(starts, ids, new Entries.Ones());
        labels = random.ints(rows, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
        x = random.doubles(columns, -0.1, 0.1).toArray();
        gradient = new double[columns];
    }

    @Benchmark
    public double dense() {
        return LossSum.lossAndGradient(new LogisticPointwise(), dense, labels, x, gradient);
    }

    @Benchmark
    public double narrow() {
        return LossSum.lossAndGradient(new LogisticPointwise(), narrow, labels, x, gradient);
    }

    @Benchmark
    public double blas() {
        return LossSum.lossAndGradient(new LogisticPointwise(), blas, labels, x, gradient);
    }

    @Benchmark
    public double sparse() {
        return LossSum.lossAndGradient(new LogisticPointwise(), sparse, labels, x, gradient);
    }

    @Benchmark
    public double sparseOnes() {
        return LossSum.lossAndGradient(new LogisticPointwise(), ones, labels, x, gradient);
    }

    /** Eight sums, so that the additions do not wait for each other. */
    @Benchmark
    public double readPass() {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int p = 0; p < values.length - 7; p += 8) {
            s0 += values[p];
            s1 += values[p + 1];
            s2 += values[p + 2];
            s3 += values[p + 3];
            s4 += values[p + 4];
            s5 += values[p + 5];
            s6 += values[p + 6];
            s7 += values[p + 7];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
