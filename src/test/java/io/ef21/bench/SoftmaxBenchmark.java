package io.ef21.bench;

import io.ef21.kernel.SoftmaxSum;
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
 * Softmax loss and gradient on sparse rows: this package's kernel, and Spark's, which is gemm on blocks of 1 MB, forward
 * and transposed, with libm in between.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SoftmaxBenchmark {
    @Param({"a9a", "realsim"})
    public BenchmarkRows.Shape shape;

    @Param({"3", "10", "20"})
    public int classes;

    private SparseMatrix rows;
    private int[] labels;
    private double[] x;
    private double[] gradient;
    private SparkBlocks spark;

    @Setup
    public void fill() {
        BenchmarkRows generated = BenchmarkRows.of(shape);
        rows = generated.sorted(false);
        labels = new SplittableRandom(1).ints(rows.rows(), 0, classes).toArray();
        x = new double[generated.features() * classes];
        Arrays.setAll(x, j -> Math.sin(j));
        gradient = new double[x.length];
        spark = SparkBlocks.of(
                generated.unsorted(), Arrays.stream(labels).asDoubleStream().toArray(), generated.features());
    }

    @Benchmark
    public double kernel() {
        return SoftmaxSum.lossAndGradient(rows, labels, classes, x, gradient);
    }

    @Benchmark
    public double sparkGemm() {
        return spark.softmax(x, gradient, classes);
    }
}
