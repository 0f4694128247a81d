package io.ef21.run;

import io.ef21.compress.Correction;
import io.ef21.compress.InvalidMessageException;
import io.ef21.compress.ValueBits;
import io.ef21.compress.Wire;
import io.ef21.kernel.CanonicalTree;
import io.ef21.kernel.Dense;
import io.ef21.method.Method.Absorb;
import io.ef21.method.Uplink;
import io.ef21.objective.Regularizer;
import java.util.List;

/**
 * The server's side of a run: x, the gradient estimate g, and the step. It sees what was decoded from the messages and
 * nothing else. Not thread-safe.
 */
final class Server {
    private final Absorb rule;
    private final Regularizer regularizer;
    private final double[] weights;
    private final double stepSize;
    private final double[] x;
    private double[] estimate;

    Server(Absorb rule, Regularizer regularizer, double[] weights, double stepSize, int d) {
        this.rule = rule;
        this.regularizer = regularizer;
        this.weights = weights;
        this.stepSize = stepSize;
        this.x = new double[d];
        this.estimate = new double[d];
    }

    double[] model() {
        return x.clone();
    }

    double regularizerValue() {
        return regularizer.value(x);
    }

    /** Takes in the messages of a round, in client order. */
    void absorb(List<Uplink> uplinks) {
        double[] sum = CanonicalTree.sum(weights.length, x.length, (client, accumulator) -> {
            for (Wire.Part part : decoded(uplinks.get(client))) {
                part.correction().addTo(accumulator, part.scale() * weights[client]);
            }
        });
        if (rule == Absorb.INCREMENT) {
            Dense.addScaled(1.0, sum, estimate);
        } else {
            estimate = sum;
        }
    }

    /** The norm of the estimate of the whole gradient, regularizer included. Meaningless where the sum is a step. */
    double estimateNorm() {
        return Math.sqrt(Dense.squaredNorm(direction()));
    }

    /** ||grad f(x)||^2 from the clients' exact gradients. */
    double squaredGradientNorm(List<Uplink> uplinks) {
        double[] gradient = CanonicalTree.sum(weights.length, x.length, (client, accumulator) -> {
            double[] exact = uplinks.get(client).gradient();
            if (exact == null) {
                throw new IllegalStateException("client " + client + " sent no exact gradient in an evaluated round");
            }
            Dense.addScaled(weights[client], exact, accumulator);
        });
        regularizer.addGradient(x, gradient);
        return Dense.squaredNorm(gradient);
    }

    /** Moves x and returns the encoded change. */
    byte[] step() {
        double[] change;
        if (rule == Absorb.STEP) {
            change = new double[x.length];
            regularizer.addGradient(x, change);
            for (int j = 0; j < change.length; j++) {
                change[j] = -(estimate[j] + stepSize * change[j]);
            }
        } else {
            change = direction();
            for (int j = 0; j < change.length; j++) {
                change[j] *= -stepSize;
            }
        }
        Dense.addScaled(1.0, change, x);
        return Wire.encode(Correction.nonzeros(change), ValueBits.DOUBLE);
    }

    private double[] direction() {
        double[] direction = estimate.clone();
        regularizer.addGradient(x, direction);
        return direction;
    }

    private List<Wire.Part> decoded(Uplink uplink) {
        try {
            return Wire.decode(uplink.message().bytes(), x.length);
        } catch (InvalidMessageException e) {
            throw new IllegalStateException("client " + uplink.client() + " sent a bad message: " + e.getMessage(), e);
        }
    }
}
