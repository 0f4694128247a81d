package io.ef21.bench;

import io.ef21.kernel.LevelRounding;
import io.ef21.kernel.NaturalRounding;
import io.ef21.kernel.SignSum;
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

/** Random rounding and signs of 1,000,000 normal numbers, beside read passes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RandomRoundingBenchmark {
    @Param({"1000000"})
    public int d;

    @Param({"127"})
    public int levels;

    private double[] v;
    private double[] target;
    private double scale;
    private short[] rounded;
    private byte[] signs;

    @Setup
    public void fill() {
        v = new double[d];
        target = new double[d];
        SplittableRandom random = new SplittableRandom(1);
        Arrays.setAll(v, j -> random.nextGaussian());
        for (double x : v) {
            scale = Math.max(scale, Math.abs(x));
        }
        rounded = new short[d];
        NaturalRounding.round(v, 7, rounded);
        signs = new byte[SignSum.bytes(d)];
        SignSum.sum(v, signs);
    }

    @Benchmark
    public short[] roundToLevels() {
        LevelRounding.round(v, scale, levels, 7, rounded);
        return rounded;
    }

    @Benchmark
    public short[] roundToPowersOfTwo() {
        NaturalRounding.round(v, 7, rounded);
        return rounded;
    }

    @Benchmark
    public double[] addPowersOfTwo() {
        NaturalRounding.addTo(rounded, target, 0.5);
        return target;
    }

    @Benchmark
    public double signSum() {
        return SignSum.sum(v, signs);
    }

    @Benchmark
    public double[] addSigns() {
        SignSum.addTo(signs, target, 0.5);
        return target;
    }

    @Benchmark
    public double readPass() {
        return ReadPass.plain(v);
    }

    @Benchmark
    public double readPassInEightSums() {
        return ReadPass.inEightSums(v);
    }
}
