package io.ef21.bench;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.IndexCode;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Coding 10,000 uniformly distributed indices, one in {@code every}, and reading them again: time per index. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(IndexCodeBenchmark.COUNT)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IndexCodeBenchmark {
    static final int COUNT = 10_000;

    @Param({"2", "10", "100", "1000"})
    public int every;

    private final int[] decoded = new int[COUNT];
    private int length;
    private int[] indices;
    private IndexCode code;
    private byte[] bytes;

    @Setup
    public void fill() {
        length = every * COUNT;
        indices = IntStream.range(0, COUNT * every * 2)
                .filter(j -> CounterRandom.below(1, j, every) == 0)
                .limit(COUNT)
                .toArray();
        length = Math.max(length, indices[COUNT - 1] + 1);
        code = IndexCode.smallest(indices, length);
        bytes = new byte[code.bytes()];
        code.encode(indices, bytes, 0);
    }

    @Benchmark
    public IndexCode smallest() {
        return IndexCode.smallest(indices, length);
    }

    @Benchmark
    public int encode() {
        return code.encode(indices, bytes, 0);
    }

    @Benchmark
    public int decode() {
        return IndexCode.decode(bytes, 0, bytes.length, length, decoded);
    }

    @Benchmark
    public int readPass() {
        int sum = 0;
        for (int index : indices) {
            sum += index;
        }
        return sum;
    }
}
