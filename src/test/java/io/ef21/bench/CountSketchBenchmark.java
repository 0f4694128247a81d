package io.ef21.bench;

import io.ef21.kernel.CountSketch;
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

/** Count sketches of 1,000,000 normal numbers with 100,000 buckets in a row, beside read passes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CountSketchBenchmark {
    @Param({"1000000"})
    public int d;

    @Param({"100000"})
    public int buckets;

    @Param({"1", "3"})
    public int rows;

    private double[] v;
    private double[] target;
    private double[] table;
    private CountSketch sketch;
    private CountSketch ofRuns;
    private CountSketch ofColumns;

    @Setup
    public void fill() {
        v = new double[d];
        target = new double[d];
        SplittableRandom random = new SplittableRandom(1);
        Arrays.setAll(v, j -> random.nextGaussian());
        sketch = CountSketch.of(d, rows, buckets, 7);
        ofRuns = new CountSketch(d, d, 100, rows, buckets, 7);
        ofColumns = new CountSketch(d, d / 10, 1, rows, buckets, 7);
        table = sketch.table();
        sketch.add(v, table);
    }

    @Benchmark
    public double[] add() {
        sketch.add(v, table);
        return table;
    }

    @Benchmark
    public double[] addByRuns() {
        ofRuns.add(v, table);
        return table;
    }

    @Benchmark
    public double[] addByColumns() {
        ofColumns.add(v, table);
        return table;
    }

    @Benchmark
    public double[] addMean() {
        sketch.addMean(table, target, 0.5);
        return target;
    }

    @Benchmark
    public double[] addMedian() {
        sketch.addMedian(table, target, 0.5);
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
