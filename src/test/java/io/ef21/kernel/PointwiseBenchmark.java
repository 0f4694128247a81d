package io.ef21.kernel;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Loss and slope of a row, in blocks of 512: by split loops, and by the functions of java.lang.Math. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Matrix.BLOCK_ROWS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PointwiseBenchmark {
    private static final int N = Matrix.BLOCK_ROWS;

    private final LogisticPointwise pointwise = new LogisticPointwise();
    private final double[] margins = new double[N];
    private final double[] labels = new double[N];
    private final double[] slopes = new double[N];

    public PointwiseBenchmark() {
        Arrays.setAll(margins, i -> 6 * CounterRandom.uniform(1, i) - 3);
        Arrays.setAll(labels, i -> CounterRandom.uniform(2, i) < 0.5 ? -1 : 1);
    }

    @Benchmark
    public double splitLoops() {
        System.arraycopy(margins, 0, slopes, 0, N);
        return pointwise.slopes(N, labels, slopes);
    }

    @Benchmark
    public double libm() {
        double loss = 0;
        for (int i = 0; i < N; i++) {
            double z = labels[i] * margins[i];
            double e = Math.exp(-Math.abs(z));
            loss += Math.log1p(e) + (z < 0 ? -z : 0);
            slopes[i] = -labels[i] * (z > 0 ? e : 1) / (1 + e);
        }
        return loss;
    }
}
