package io.ef21.bench;

import io.ef21.kernel.Chunks;
import io.ef21.kernel.CounterRandom;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import io.ef21.update.Observation;
import io.ef21.update.ServerUpdate;
import io.ef21.update.Stepper;
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

/**
 * What the driver does with an estimate in a round of L-BFGS: judge, learn the pair, direction, step; beside one pass that
 * reads a vector. On f(z) = 1/2 sum_j d_j z_j^2 - z_j with exact gradients, which are not timed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 8)
@Measurement(iterations = 12)
public class ServerStepBenchmark {
    @Param({"1000000", "20000000"})
    private int columns;

    private final Penalty penalty = new Penalty(new Regularizer.None(), null);
    private Stepper stepper = new ServerUpdate.QuasiNewton("lbfgs", 5).start(true, 0.75);
    private double[] z = {};
    private double[] gradient = {};
    private double objective;

    @Setup
    public void start() {
        z = new double[columns];
        look();
    }

    @Benchmark
    public double round() {
        Observation seen = new Observation(z, gradient, penalty, objective, 0, 1);
        if (stepper.judge(seen) == Stepper.Action.STOP) {
            throw new IllegalStateException("the minimum came before the measurement ended");
        }
        double[] change = stepper.change(seen);
        z = z.clone();
        Chunks.addScaled(1, change, z);
        stepper.moved(change);
        return change[0];
    }

    @Benchmark
    public double read() {
        double[] v = gradient;
        return Chunks.sum(columns, (from, to) -> {
            double sum = 0;
            for (int j = from; j < to; j++) {
                sum += v[j];
            }
            return sum;
        });
    }

    /** Between two rounds. */
    @Setup(org.openjdk.jmh.annotations.Level.Invocation)
    public void look() {
        double[] next = new double[columns];
        double[] now = z;
        Chunks.forEach(columns, (from, to) -> {
            for (int j = from; j < to; j++) {
                next[j] = curvature(j) * now[j] - 1;
            }
        });
        gradient = next;
        objective = Chunks.sum(columns, (from, to) -> {
            double sum = 0;
            for (int j = from; j < to; j++) {
                sum += now[j] * (0.5 * (next[j] + 1) - 1);
            }
            return sum;
        });
    }

    private static double curvature(int j) {
        return 1 + 999 * CounterRandom.uniform(7, j);
    }
}
