package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.assertClose;
import static io.ef21.Vectors.maxNorm;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.norm;
import static io.ef21.Vectors.times;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.compress.Compressor;
import io.ef21.method.Mechanism;
import io.ef21.method.Stored;
import io.ef21.method.mechanism.ErrorFeedback;
import io.ef21.run.Textbook.Estimate;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/** What holds in every round of methods that remember what was left out, as checks of a {@link Trace}. */
final class FeedbackLaws {
    private static final double ROUNDING = 1e-12;

    private FeedbackLaws() {}

    /** What a memory adds to an error u when it keeps it: zeta_i = E(u) - u. */
    @FunctionalInterface
    interface Loss {
        double[] of(int client, int t, double[] error);
    }

    /** A memory that loses nothing. */
    static double[] nothing(int client, int t, double[] error) {
        return new double[error.length];
    }

    /** As gradient descent would with the estimates: {@link #virtualIterateDescends} for constant steps. */
    static void virtualIterateDescends(Trace trace, Estimate s, Loss zeta) {
        virtualIterateDescends(trace, s, zeta, t -> trace.gamma());
    }

    /**
     * z^t = x^t - mean e_i, e_i as it is read from the memory when round t begins, moves by -gamma_t mean s_i - mean zeta_i, for
     * every C, every share that is held back, and through resets.
     *
     * @param s what clients have in the place of gradients
     * @param zeta what memories lose
     */
    static void virtualIterateDescends(Trace trace, Estimate s, Loss zeta, IntToDoubleFunction gamma) {
        double largest = 0;
        for (int t = 0; t < trace.last(); t++) {
            double[] expected = new double[trace.model(t).length];
            for (int i = 0; i < trace.n(); i++) {
                double[] step = times(gamma.applyAsDouble(t), s.of(i, t, trace.model(t)));
                double[] error = error(trace, t - 1, i);
                add(1, step, error);
                add(-1, trace.rounds().get(t).sent()[i], error);
                largest = Math.max(largest, norm(step) + norm(error));
                add(-trace.weights()[i], step, expected);
                add(-trace.weights()[i], zeta.of(i, t, error), expected);
            }
            double[] moved = minus(virtual(trace, t + 1), virtual(trace, t));
            largest = Math.max(largest, norm(trace.model(t + 1)));
            assertClose(expected, moved, ROUNDING * largest, "step of z, round " + t);
        }
    }

    /**
     * EControl: x - gamma mean e_i moves as gradient descent would.
     *
     * @param part of the memory that holds e_i
     */
    static void controlledIterateDescends(Trace trace, int part) {
        double largest = 0;
        double[] before = trace.model(0);
        for (int t = 0; t < trace.last(); t++) {
            double[][] errors = trace.kept(t, part);
            double[] z = trace.model(t + 1).clone();
            add(-trace.gamma(), trace.mean(errors), z);
            double[] step = times(-trace.gamma(), trace.gradient(t));
            largest = Math.max(largest, norm(z) + trace.gamma() * maxNorm(errors) + norm(step));
            assertClose(step, minus(z, before), ROUNDING * largest, "step of z, round " + t);
            before = z;
        }
    }

    /**
     * DoubleSqueeze with a downlink that draws nothing: x + what the server left out - mean e_i moves as gradient descent would,
     * and what moves x is what the compressor makes of the step and all that was left out.
     */
    static void squeezedIterateDescends(Trace trace) {
        Compressor down = Objects.requireNonNull(trace.options().downlink().compressor());
        double[] left = new double[trace.model(0).length];
        double[] before = trace.model(0);
        double largest = 0;
        for (int t = 0; t < trace.last(); t++) {
            double[] sum = trace.mean(trace.rounds().get(t).sent());
            add(-1, sum, left);
            double[] sent = down.compress(left, 0).toDense();
            double[] moved = minus(trace.model(t + 1), trace.model(t));
            assertClose(sent, moved, ROUNDING * (norm(trace.model(t + 1)) + norm(left)), "downlink of round " + t);
            add(-1, moved, left);
            double[] z = trace.model(t + 1).clone();
            add(1, left, z);
            add(-1, trace.mean(trace.rounds().get(t).memories()), z);
            double[] step = times(-trace.gamma(), trace.gradient(t));
            largest = Math.max(largest, norm(z) + norm(left) + norm(step));
            assertClose(step, minus(z, before), ROUNDING * largest, "step of z, round " + t);
            before = z;
        }
    }

    /** A client's state takes as many bytes as it says, which are those of the messages that it is kept as. */
    static void statesTakeWhatTheySay(Trace trace, int vectors) {
        for (int t = 0; t <= trace.last(); t++) {
            for (int i = 0; i < trace.n(); i++) {
                long kept = 0;
                for (Stored stored : trace.rounds().get(t).states().get(i).mechanism()) {
                    kept += stored.bytes();
                }
                assertEquals(
                        kept,
                        trace.rounds().get(t).uplinks().get(i).report().stateBytes()
                                - 8L * vectors * trace.model(t).length);
            }
        }
    }

    /** The error of a client after round t, as the method reads it; 0 before round 0. */
    static double[] error(Trace trace, int t, int client) {
        int d = trace.model(0).length;
        if (t < 0) {
            return new double[d];
        }
        Mechanism mechanism = trace.options().method().mechanism();
        Mechanism original = mechanism instanceof Mutant.Broken broken ? broken.original() : mechanism;
        return ((ErrorFeedback) original)
                .memory()
                .read(List.of(trace.rounds().get(t).states().get(client).mechanism()), d)
                .clone();
    }

    private static double[] virtual(Trace trace, int t) {
        double[] z = trace.model(t).clone();
        for (int i = 0; i < trace.n(); i++) {
            add(-trace.weights()[i], error(trace, t - 1, i), z);
        }
        return z;
    }
}
