package io.ef21.bench;

import io.ef21.data.BinaryLabels;
import io.ef21.data.ClassLabels;
import io.ef21.data.Layout;
import io.ef21.data.OneHotRows;
import io.ef21.data.Shard;
import io.ef21.objective.Batch;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Softmax;
import java.util.List;
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

/** A stochastic gradient over a batch of the 1,628 rows that a client of a9a has. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SampleBenchmark {
    private static final int ROWS = 1628;

    @Param({"1", "32", "256"})
    public int size;

    @Param({"true", "false"})
    public boolean replacement;

    private Objective logistic;
    private Objective softmax;
    private double[] x;
    private double[] gradient;
    private long key;

    @Setup
    public void fill() {
        OneHotRows rows = new OneHotRows(1, ROWS);
        logistic = new Loss.Logistic()
                .on(Shard.of(
                        OneHotRows.WIDTH,
                        false,
                        new BinaryLabels(-1, 1),
                        Layout.DEFAULT,
                        List.of(rows.block(0, ROWS))));
        ClassLabels labels = new ClassLabels(new double[] {-1, 1});
        softmax = new Softmax()
                .on(
                        Shard.of(
                                OneHotRows.WIDTH,
                                false,
                                labels,
                                Layout.DEFAULT.onlySparse(),
                                List.of(rows.block(0, ROWS))),
                        labels);
        x = new double[softmax.dimension()];
        gradient = new double[softmax.dimension()];
    }

    @Benchmark
    public double logistic() {
        double[] own = new double[OneHotRows.WIDTH];
        return logistic.sample(new Batch(key++, size, replacement), own, new double[OneHotRows.WIDTH]);
    }

    @Benchmark
    public double softmax() {
        return softmax.sample(new Batch(key++, size, replacement), x, gradient);
    }
}
