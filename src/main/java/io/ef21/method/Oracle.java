package io.ef21.method;

import io.ef21.kernel.Dense;
import io.ef21.objective.Batch;
import io.ef21.objective.Objective;
import org.jspecify.annotations.Nullable;

/**
 * One client's function in one round, and the count of what was asked of it. Vectors are in the variables of the run.
 * Not thread-safe.
 */
public final class Oracle {
    private final Objective objective;
    private final double[] model;
    private final double @Nullable [] scale;
    private final int round;
    private final long sampleKey;
    private final long coinKey;
    /** With respect to x = S z. */
    private double @Nullable [] original;

    private double @Nullable [] gradient;
    private double loss = Double.NaN;
    private double drawnLoss = Double.NaN;
    private long samples;
    private boolean counted;

    /**
     * An oracle.
     *
     * @param model x^t, in the variables of the run
     * @param scale S of a scaled run on the client's columns; else null
     * @param sampleKey of the samples of this client in this round
     * @param coinKey of the coins of the round, the same for all clients
     */
    Oracle(Client client, double[] model, double @Nullable [] scale, int round, long sampleKey, long coinKey) {
        this.objective = client.objective();
        this.model = model;
        this.scale = scale;
        this.round = round;
        this.sampleKey = sampleKey;
        this.coinKey = coinKey;
    }

    /** An oracle in the model's own variables. */
    public static Oracle of(Client client, double[] model, int round, long seed) {
        return new Oracle(client, model, null, round, Coins.samples(seed, round, client.id()), Coins.key(seed, round));
    }

    /** t. */
    public int round() {
        return round;
    }

    /** x^t; not to be modified. */
    public double[] model() {
        return model;
    }

    /** The coin of the round, uniform in [0, 1), the same for all clients. */
    public double coin() {
        return Coins.uniform(coinKey);
    }

    /** The number of the client's samples. */
    public long available() {
        return objective.samples();
    }

    /** grad f_i(x^t); not to be modified. */
    public double[] gradient() {
        // an expectation that is known is no sample
        samples += counted || objective.samples() == Objective.ENDLESS ? 0 : objective.samples();
        counted = true;
        return uncounted();
    }

    /** The same for an evaluation that the method did not ask for. */
    double[] uncounted() {
        double[] known = gradient;
        if (known == null) {
            double[] raw = original();
            known = scale == null ? raw : product(scale, raw);
            gradient = known;
        }
        return known;
    }

    /** The gradient with respect to x = S z; not to be modified. */
    double[] original() {
        double[] known = original;
        if (known == null) {
            known = new double[model.length];
            loss = objective.evaluate(scale == null ? model : product(scale, model), known);
            original = known;
        }
        return known;
    }

    /**
     * The gradient over a batch of this round, at x^t.
     *
     * @param draw which batch of the round
     */
    public double[] sample(Sampling sampling, int draw) {
        return sampleAt(model, sampling, draw);
    }

    /** The gradient over the same batch at another point. */
    public double[] sampleAt(double[] point, Sampling sampling, int draw) {
        Batch batch = sampling.batch(sampleKey, round, draw, objective.samples());
        double[] drawn = new double[point.length];
        double value = objective.sample(batch, scale == null ? point : product(scale, point), drawn);
        if (scale != null) {
            drawn = product(scale, drawn);
        }
        if (point == model) {
            drawnLoss = value;
        }
        samples += batch.size();
        return drawn;
    }

    /** f_i(x^t), or an estimate of it from the last batch where the gradient was not asked for. */
    public double loss() {
        return original == null ? drawnLoss : loss;
    }

    /** Gradients of single samples that were asked for. */
    public long samples() {
        return samples;
    }

    /** v'Mv / v'v for the bound M on the Hessian and v the gradient; 0 where the gradient is, NaN without a bound. */
    double curvature() {
        if (!objective.isSmooth()) {
            return Double.NaN;
        }
        double[] g = uncounted();
        double square = Dense.squaredNorm(g);
        if (square == 0) {
            return 0;
        }
        double[] v = scale == null ? g : product(scale, g);
        double[] product = new double[v.length];
        objective.addCurvature(v, product);
        return (Dense.dot(v, product) + objective.curvatureShift() * Dense.squaredNorm(v)) / square;
    }

    private static double[] product(double[] scale, double[] z) {
        double[] x = new double[z.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = scale[j] * z[j];
        }
        return x;
    }
}
