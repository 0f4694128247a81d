package io.ef21.bench;

import io.ef21.compress.Identity;
import io.ef21.compress.Quantize;
import io.ef21.compress.TopK;
import io.ef21.kernel.CanonicalTree;
import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
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

/** The sum of 32 corrections over 1,000,000 columns: along the canonical tree, and one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class CanonicalTreeBenchmark {
    private static final int CLIENTS = 32;
    private static final int COLUMNS = 1_000_000;

    @Param({"topk", "quantize", "identity"})
    public String compressor;

    private final Correction[] corrections = new Correction[CLIENTS];

    @Setup
    public void compress() {
        double[] v = new double[COLUMNS];
        for (int client = 0; client < CLIENTS; client++) {
            long key = CounterRandom.key(1, client);
            Arrays.setAll(v, j -> CounterRandom.uniform(key, j) - 0.5);
            corrections[client] = switch (compressor) {
                case "topk" -> new TopK(0.01, true).compress(v, 0);
                case "quantize" -> new Quantize(4, 64).compress(v, 0);
                default -> new Identity().compress(v, 0);
            };
        }
    }

    @Benchmark
    public double[] canonicalTree() {
        return CanonicalTree.sum(CLIENTS, COLUMNS, client -> new Weighted(corrections[client]));
    }

    @Benchmark
    public double[] onAllCores() {
        return CanonicalTree.sumOnAllCores(
                CLIENTS, COLUMNS, client -> new Weighted(corrections[client]), (level, index) -> null);
    }

    @Benchmark
    public double[] oneAfterTheOther() {
        double[] sum = new double[COLUMNS];
        for (Correction correction : corrections) {
            correction.addTo(sum, 1.0 / CLIENTS);
        }
        return sum;
    }

    /** As the server weighs a message of a client that owns all columns. */
    private record Weighted(Correction correction) implements CanonicalTree.SparseLeaf {
        @Override
        public void addTo(double[] accumulator) {
            correction.addTo(accumulator, 1.0 / CLIENTS);
        }

        @Override
        public int entries() {
            return correction.stored();
        }

        @Override
        public void move(double[] accumulator, double[] sum) {
            correction.move(accumulator, sum, null);
        }
    }
}
