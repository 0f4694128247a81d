package io.ef21.run;

import io.ef21.compress.Compressor;
import io.ef21.compress.Correction;
import io.ef21.compress.ValueBits;
import io.ef21.compress.Wire;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import io.ef21.method.Method.Absorb;
import io.ef21.objective.Regularizer;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a run: x, the gradient estimate g, and the step. It sees what was decoded from the messages and
 * nothing else. Not thread-safe.
 */
final class Server {
    private static final long DOWNLINK = 0x446f776e6c696e6bL;

    private final Absorb rule;
    private final TrainingOptions options;
    private final Regularizer regularizer;
    private final double stepSize;
    private final double[] x;
    private double[] estimate;

    Server(TrainingOptions options, double stepSize, int size) {
        this.rule = options.method().absorb();
        this.options = options;
        this.regularizer = options.serverRegularizer();
        this.stepSize = stepSize;
        this.x = new double[size];
        this.estimate = new double[size];
    }

    double[] estimate() {
        return estimate.clone();
    }

    /** Goes on from another server's model and estimate. */
    void restore(double[] model, double[] gradientEstimate) {
        System.arraycopy(model, 0, x, 0, x.length);
        estimate = gradientEstimate.clone();
    }

    double[] model() {
        return x.clone();
    }

    double regularizerValue() {
        return regularizer.value(x);
    }

    /** Takes in the weighted sum of the messages of a round. */
    void absorb(double[] sum) {
        if (rule == Absorb.INCREMENT) {
            Dense.addScaled(1.0, sum, estimate);
        } else {
            estimate = sum;
        }
    }

    /** The norm of the estimate of the whole gradient. Meaningless where the sum is a step. */
    double estimateNorm() {
        return norm(estimate);
    }

    /** ||grad f(x)||^2 from the exact gradient of the loss. */
    double squaredGradientNorm(double[] lossGradient) {
        double norm = norm(lossGradient);
        return norm * norm;
    }

    /**
     * Moves x and returns the encoded change: what the clients read from it is what x moved by.
     *
     * @param round of the step, from 0
     */
    byte[] step(int round) {
        double[] change = wanted();
        Correction compressed = compressed(change, round);
        if (compressed == null) {
            Dense.addScaled(1.0, change, x);
            return Wire.encode(Correction.nonzeros(change), ValueBits.DOUBLE);
        }
        byte[] bytes = Wire.encode(compressed, options.valueBits());
        Wire.decodeOwn(bytes, x.length).addTo(x, 1.0);
        return bytes;
    }

    /** The change as it travels; null where it travels in full. */
    private @Nullable Correction compressed(double[] change, int round) {
        Compressor compressor = options.downlink().step();
        if (compressor == null) {
            return null;
        }
        try {
            return compressor.compress(change, CounterRandom.key(CounterRandom.key(options.seed(), DOWNLINK), round));
        } catch (ArithmeticException e) {
            // out of the compressor's range: the run diverges, and says so once a client has seen this step
            return null;
        }
    }

    /** The step that the server would take: -gamma (g + s'(x)), then the proximal step where there is one. */
    private double[] wanted() {
        double[] change = new double[x.length];
        regularizer.addGradient(x, change);
        boolean stepInside = rule == Absorb.STEP;
        for (int j = 0; j < change.length; j++) {
            change[j] = stepInside ? -(estimate[j] + stepSize * change[j]) : -stepSize * (estimate[j] + change[j]);
        }
        if (regularizer.proximal()) {
            for (int j = 0; j < change.length; j++) {
                change[j] = regularizer.prox(x[j] + change[j], stepSize) - x[j];
            }
        }
        return change;
    }

    /**
     * The norm of the whole gradient when that of the loss is given; with a proximal part, of the gradient mapping (x -
     * prox(x - gamma (gradient + s'(x)))) / gamma.
     */
    private double norm(double[] lossGradient) {
        double[] whole = lossGradient.clone();
        regularizer.addGradient(x, whole);
        if (regularizer.proximal()) {
            for (int j = 0; j < whole.length; j++) {
                whole[j] = (x[j] - regularizer.prox(x[j] - stepSize * whole[j], stepSize)) / stepSize;
            }
        }
        return Math.sqrt(Dense.squaredNorm(whole));
    }
}
