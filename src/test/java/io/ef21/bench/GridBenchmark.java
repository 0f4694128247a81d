package io.ef21.bench;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.EntropyCode;
import io.ef21.kernel.GridLevels;
import io.ef21.kernel.GridQuantizer;
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

/** A companded grid on 1,000,000 heavy-tailed numbers: rounding, coding, and the way back, beside one read pass. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GridBenchmark {
    private static final int BLOCK = 64;

    @Param({"0.7"})
    public double step;

    private final double[] v = new double[1_000_000];
    private final double[] target = new double[v.length];
    private final int[] positions = new int[v.length];
    private final byte[] symbols = new byte[v.length];
    private final byte[] read = new byte[v.length];
    private GridLevels levels;
    private byte[] code;

    @Setup
    public void fill() {
        Arrays.setAll(v, j -> {
            double u = 2 * CounterRandom.uniform(1, j) - 1;
            return u / (1.01 - Math.abs(u)) * (1 + j % 977);
        });
        Arrays.setAll(positions, j -> j);
        levels = GridQuantizer.quantize(v, step, BLOCK);
        for (int j = 0; j < v.length; j++) {
            int level = levels.levels()[j];
            symbols[j] = (byte) Math.min(255, level << 1 ^ level >> 31);
        }
        code = EntropyCode.encode(symbols);
    }

    @Benchmark
    public GridLevels round() {
        return GridQuantizer.quantize(v, step, BLOCK);
    }

    @Benchmark
    public byte[] encode() {
        return EntropyCode.encode(symbols);
    }

    @Benchmark
    public int decode() {
        return EntropyCode.decode(code, 0, read);
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
    public double readPass() {
        double sum = 0;
        for (double x : v) {
            sum += x;
        }
        return sum;
    }
}
