package io.ef21.run;

import io.ef21.compress.Compressor;
import io.ef21.kernel.Chunks;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import io.ef21.method.Method.Absorb;
import io.ef21.objective.Penalty;
import io.ef21.update.Observation;
import io.ef21.update.Orthant;
import io.ef21.update.Stepper;
import io.ef21.wire.Correction;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a run: its variables z, the gradient estimate g, and the step. It sees what was decoded from the
 * messages and nothing else. Not thread-safe.
 */
final class Server implements ServerState {
    private static final long DOWNLINK = 0x446f776e6c696e6bL;

    private final Absorb rule;
    private final TrainingOptions options;
    private final Stepper stepper;
    /** The step size; NaN where the stepper finds its own. */
    private final double gamma;

    private Penalty penalty;
    private double[] z;
    private double[] estimate;

    Server(TrainingOptions options, Penalty penalty, Stepper stepper, double gamma, int size) {
        this.rule = options.method().absorb();
        this.options = options;
        this.penalty = penalty;
        this.stepper = stepper;
        this.gamma = gamma;
        this.z = new double[size];
        this.estimate = new double[size];
    }

    /** z; not to be modified. */
    double[] variables() {
        return z;
    }

    /** The model x = S z that the run has to show: without a last step that is about to be taken back. */
    double[] model() {
        return penalty.model(stepper.settled(z)).clone();
    }

    /** Takes in the weighted sum of the messages of a round. */
    void absorb(double[] sum) {
        if (rule == Absorb.INCREMENT) {
            Chunks.addScaled(1.0, sum, estimate);
        } else {
            estimate = sum;
        }
    }

    /**
     * What the server knows after a round.
     *
     * @param loss the mean of the f_i
     * @param distortion in the variables z
     * @param curvature the mean of what clients saw along their own gradients, or NaN
     */
    Observation observe(double loss, double distortion, double curvature) {
        double[] whole = estimate.clone();
        penalty.addGradient(z, whole);
        return new Observation(z, whole, penalty, loss + penalty.value(z), distortion, curvature);
    }

    /** Puts in another penalty after an observation with the one before: the stepper goes on with it. */
    void reweigh(Observation end, Penalty next) {
        stepper.reweighted(end, next);
        penalty = next;
    }

    /** Puts in the penalty that was there when the state was written. */
    void restore(Penalty present) {
        penalty = present;
    }

    /** Puts in the variables that were there when the state was written. */
    void moveTo(double[] variables) {
        z = variables;
    }

    /** What to do after a round. */
    Stepper.Action judge(Observation seen) {
        return rule == Absorb.STEP ? Stepper.Action.STEP : stepper.judge(seen);
    }

    /** What the step that was just chosen may lower the objective by, to the server's knowledge; NaN where it has none. */
    double promised() {
        return stepper.promised();
    }

    /** gamma, or the factor of a stepper that finds its own step. */
    double stepSize() {
        return Double.isNaN(gamma) ? stepper.stepSize() : gamma;
    }

    /** The norm of the estimate of the whole gradient with respect to x. Meaningless where the sum is a step. */
    double estimateNorm(Observation seen) {
        return norm(penalty.model(z), penalty.inModel(seen.gradient()));
    }

    /** ||grad f(x)||^2 from the exact gradient of the loss with respect to x. */
    double squaredGradientNorm(double[] lossGradient) {
        double[] whole = lossGradient.clone();
        double[] x = penalty.model(z);
        penalty.regularizer().addGradient(x, whole);
        double norm = norm(x, whole);
        return norm * norm;
    }

    /**
     * Moves z and returns the encoded change: what the clients read from it is what z moved by.
     *
     * @param action STEP, REFINE or RETRY
     * @param round of the step, from 0
     */
    byte[] step(Observation seen, Stepper.Action action, int round) {
        if (action == Stepper.Action.REFINE) {
            return Wire.encode(new Correction.Sparse(z.length, new int[0], new double[0]), ValueBits.FLOAT);
        }
        double[] change = rule == Absorb.STEP ? given() : stepper.change(seen);
        Correction compressed = compressed(change, round);
        byte[] bytes;
        if (compressed == null) {
            bytes = Wire.encode(Correction.nonzeros(change), ValueBits.DOUBLE);
        } else {
            bytes = Wire.encode(compressed, options.valueBits());
            change = Wire.readBack(compressed, bytes).toDense();
        }
        // observations hold the old one
        z = z.clone();
        Chunks.addScaled(1.0, change, z);
        stepper.moved(change);
        return bytes;
    }

    /** The change as it travels; null where it travels in full. */
    private @Nullable Correction compressed(double[] change, int round) {
        Compressor compressor = options.downlink().step();
        if (compressor == null) {
            return null;
        }
        try {
            long key = CounterRandom.key(CounterRandom.key(options.seed(), DOWNLINK), round);
            return compressor.compressOnAllCores(change, key);
        } catch (ArithmeticException e) {
            // out of the compressor's range: the run diverges, and says so once a client has seen this step
            return null;
        }
    }

    /** The step of a method whose sum is one: -(sum + gamma s'(z)), then the proximal step where there is one. */
    private double[] given() {
        double[] regularizing = new double[z.length];
        penalty.addGradient(z, regularizing);
        double[] change = new double[z.length];
        for (int j = 0; j < change.length; j++) {
            change[j] = -(estimate[j] + gamma * regularizing[j]);
            if (penalty.proximal()) {
                change[j] = penalty.prox(j, z[j] + change[j], gamma) - z[j];
            }
        }
        return change;
    }

    /**
     * The norm of a gradient of the smooth part; with a proximal part, of the gradient mapping (x - prox(x - gamma
     * gradient)) / gamma, or, where there is no gamma, of the smallest subgradient.
     */
    private double norm(double[] x, double[] whole) {
        Penalty inModel = new Penalty(penalty.regularizer(), null);
        if (inModel.proximal() && Double.isNaN(gamma)) {
            return Math.sqrt(Dense.squaredNorm(Orthant.pseudoGradient(x, whole, inModel)));
        }
        if (inModel.proximal()) {
            double[] mapping = new double[x.length];
            for (int j = 0; j < mapping.length; j++) {
                mapping[j] = (x[j] - inModel.prox(j, x[j] - gamma * whole[j], gamma)) / gamma;
            }
            return Math.sqrt(Dense.squaredNorm(mapping));
        }
        return Math.sqrt(Dense.squaredNorm(whole));
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        StateFile.writeDoubles(out, estimate);
        stepper.writeTo(out);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        estimate = StateFile.readDoubles(in);
        stepper.readFrom(in);
    }
}
