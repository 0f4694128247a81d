package io.ef21.bench;

import io.ef21.kernel.Entries;
import io.ef21.kernel.LogisticPointwise;
import io.ef21.kernel.LossSum;
import io.ef21.kernel.SparseMatrix;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.linalg.DenseVector;
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
 * One evaluation of loss and gradient on sparse rows: this package's kernel on rows as a shard keeps them, on rows as
 * they came, and Spark's, which is gemv on blocks of 1 MB, forward and transposed, with libm in between.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GradientBenchmark {
    @Param({"a9a", "w8a", "news20", "realsim", "url"})
    public BenchmarkRows.Shape shape;

    private SparseMatrix doubles;
    private SparseMatrix floats;
    private SparseMatrix ones;
    private SparseMatrix unsorted;
    private double[] labels;
    private double[] unsortedLabels;
    private SparkBlocks spark;
    private double[] x;
    private double[] gradient;

    @Setup
    public void fill() {
        BenchmarkRows rows = BenchmarkRows.of(shape);
        doubles = rows.sorted(false);
        floats = rows.sorted(true);
        ones = new SparseMatrix(doubles.starts(), doubles.columns(), new Entries.Ones());
        labels = rows.sortedLabels();
        unsorted = rows.unsorted();
        unsortedLabels = rows.labels();
        spark = SparkBlocks.of(unsorted, unsortedLabels, rows.features());
        x = new double[rows.features()];
        Arrays.setAll(x, j -> Math.sin(j));
        gradient = new double[rows.features()];
    }

    @Benchmark
    public double doubleValues() {
        return LossSum.lossAndGradient(new LogisticPointwise(), doubles, labels, x, gradient);
    }

    @Benchmark
    public double floatValues() {
        return LossSum.lossAndGradient(new LogisticPointwise(), floats, labels, x, gradient);
    }

    /** The columns of the shape with ones as values: what binary data of that shape would cost. */
    @Benchmark
    public double implicitOnes() {
        return LossSum.lossAndGradient(new LogisticPointwise(), ones, labels, x, gradient);
    }

    @Benchmark
    public double unsortedDoubles() {
        return LossSum.lossAndGradient(new LogisticPointwise(), unsorted, unsortedLabels, x, gradient);
    }

    @Benchmark
    public double sparkGemv() {
        return spark.lossAndGradient(new DenseVector(x), new DenseVector(gradient));
    }
}
