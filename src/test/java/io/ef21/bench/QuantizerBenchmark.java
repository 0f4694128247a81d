package io.ef21.bench;

import io.ef21.kernel.BlockQuantizer;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.PackedLevels;
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

/** Quantizing 1,000,000 uniform numbers and adding them up again, beside one read pass and one dense addition. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QuantizerBenchmark {
    @Param({"4"})
    public int bits;

    @Param({"64"})
    public int block;

    private final double[] v = new double[1_000_000];
    private final double[] target = new double[v.length];
    private final int[] positions = new int[v.length];
    private final int[] everyThird = new int[v.length / 3];
    private final double[] gathered = new double[v.length / 3];
    private PackedLevels levels;

    @Setup
    public void fill() {
        Arrays.setAll(v, j -> CounterRandom.uniform(1, j) - 0.5);
        Arrays.setAll(positions, j -> j);
        Arrays.setAll(everyThird, j -> 3 * j);
        levels = BlockQuantizer.quantize(v, bits, block);
    }

    @Benchmark
    public PackedLevels quantize() {
        return BlockQuantizer.quantize(v, bits, block);
    }

    @Benchmark
    public PackedLevels quantizeOnAllCores() {
        return BlockQuantizer.quantizeOnAllCores(v, bits, block);
    }

    @Benchmark
    public void addTo() {
        levels.addTo(target, 0.1);
    }

    @Benchmark
    public void addToPositions() {
        levels.addTo(target, 0.1, positions);
    }

    @Benchmark
    public void gatherEveryThird() {
        levels.gatherTo(gathered, everyThird);
    }

    @Benchmark
    public boolean check() {
        return levels.hasKnownLevels() && levels.hasFiniteScales();
    }

    @Benchmark
    public void addDense() {
        for (int j = 0; j < v.length; j++) {
            target[j] += 0.1 * v[j];
        }
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
