package io.ef21.bench;

import io.ef21.data.BinaryLabels;
import io.ef21.data.OneHotRows;
import io.ef21.data.Shard;
import io.ef21.kernel.SparseLogistic;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One evaluation of loss and gradient on 32,000 rows of the a9a shape: blocked with split loops, and row by row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GradientBenchmark {
    private final Shard shard = Shard.of(
            OneHotRows.WIDTH, false, new BinaryLabels(-1, 1), List.of(new OneHotRows(1, 32_000).block(0, 32_000)));
    private final double[] ones = new double[shard.nonzeros()];
    private final double[] x = new double[OneHotRows.WIDTH];
    private final double[] gradient = new double[OneHotRows.WIDTH];

    public GradientBenchmark() {
        Arrays.fill(ones, 1.0);
        Arrays.setAll(x, j -> Math.sin(j));
    }

    @Benchmark
    public double implicitOnes() {
        return SparseLogistic.lossAndGradient(shard.starts(), shard.columns(), null, shard.labels(), x, gradient);
    }

    @Benchmark
    public double doubleValues() {
        return SparseLogistic.lossAndGradient(shard.starts(), shard.columns(), ones, shard.labels(), x, gradient);
    }

    @Benchmark
    public double rowByRowWithLibm() {
        double loss = 0;
        for (int i = 0; i < shard.rows(); i++) {
            double y = shard.labels()[i];
            double margin = 0;
            for (int p = shard.starts()[i]; p < shard.starts()[i + 1]; p++) {
                margin += ones[p] * x[shard.columns()[p]];
            }
            double e = Math.exp(-Math.abs(margin));
            loss += Math.log1p(e) + Math.max(-y * margin, 0);
            double slope = -y / (1 + Math.exp(y * margin));
            for (int p = shard.starts()[i]; p < shard.starts()[i + 1]; p++) {
                gradient[shard.columns()[p]] += ones[p] * slope;
            }
        }
        return loss;
    }
}
