package io.ef21.bench;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.TopKSelection;
import java.util.Arrays;
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

/** The k largest magnitudes of 1,000,000 uniform numbers, beside one read pass. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopKBenchmark {
    @Param({"1", "1000", "100000"})
    public int k;

    private final double[] v = new double[1_000_000];

    @Setup
    public void fill() {
        Arrays.setAll(v, j -> CounterRandom.uniform(1, j) - 0.5);
    }

    @Benchmark
    public int[] select() {
        return TopKSelection.select(v, k);
    }

    @Benchmark
    public double readPass() {
        double sum = 0;
        for (double x : v) {
            sum += x;
        }
        return sum;
    }
}
