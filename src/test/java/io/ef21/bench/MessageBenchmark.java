package io.ef21.bench;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.ef21.compress.Compressors;
import io.ef21.wire.Correction;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vectors;
import org.objenesis.strategy.StdInstantiatorStrategy;
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

/**
 * Whole sparse messages, encoded and decoded, beside Kryo's form of Spark's sparse vector (classes not registered, as Spark has it).
 * Prints bytes as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MessageBenchmark {
    @Param({"1000000"})
    int columns;

    @Param({"0.01"})
    double share;

    private Correction floats;
    private Correction natural;
    private SparseVector vector;
    private Kryo kryo;
    private byte[] buffer;

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        double[] v = random.doubles(columns).map(u -> 0).toArray();
        for (int j = 0; j < columns; j++) {
            v[j] = random.nextGaussian();
        }
        floats = Compressors.parse("topk:" + share).compress(v, 0);
        natural = Compressors.parse("topk:" + share + "+natural").compress(v, 0);
        Correction.Sparse sparse = (Correction.Sparse) floats;
        vector = (SparseVector) Vectors.sparse(columns, sparse.indices(), sparse.values());
        kryo = new Kryo();
        kryo.setRegistrationRequired(false);
        kryo.setInstantiatorStrategy(new StdInstantiatorStrategy());
        buffer = new byte[20 * sparse.stored() + 1000];
        Output out = new Output(buffer);
        kryo.writeClassAndObject(out, vector);
        System.out.printf(
                "%nbytes: floats %d, natural %d, Kryo %d%n",
                Wire.encode(floats, ValueBits.FLOAT).length,
                Wire.encode(natural, ValueBits.FLOAT).length,
                out.position());
    }

    @Benchmark
    public Object floats() {
        return Wire.decodeOwn(Wire.encode(floats, ValueBits.FLOAT), columns);
    }

    @Benchmark
    public Object natural() {
        return Wire.decodeOwn(Wire.encode(natural, ValueBits.FLOAT), columns);
    }

    @Benchmark
    public Object kryo() {
        Output out = new Output(buffer);
        kryo.writeClassAndObject(out, vector);
        return kryo.readClassAndObject(new Input(buffer, 0, out.position()));
    }
}
