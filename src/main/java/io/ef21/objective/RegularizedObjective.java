package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.kernel.CounterRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * f_i + r: the regularizer placed at the client, as in the papers.
 *
 * @param loss f_i
 * @param regularizer r
 * @param exempt so many last entries are not regularized: intercepts
 */
public record RegularizedObjective(Objective loss, Regularizer regularizer, int exempt) implements Objective {
    private static final long serialVersionUID = 1L;

    /** f_i + r on all entries. */
    public RegularizedObjective(Objective loss, Regularizer regularizer) {
        this(loss, regularizer, 0);
    }

    /** f_i + r, which is f_i itself without a regularizer. */
    public static Objective of(Objective loss, Regularizer regularizer) {
        return of(loss, regularizer, 0);
    }

    /** The same with so many last entries that are not regularized. */
    public static Objective of(Objective loss, Regularizer regularizer, int exempt) {
        return regularizer instanceof Regularizer.None ? loss : new RegularizedObjective(loss, regularizer, exempt);
    }

    /** r(x), with its gradient added. */
    private double penalize(double[] x, double[] gradient) {
        if (exempt == 0) {
            regularizer.addGradient(x, gradient);
            return regularizer.value(x);
        }
        double[] penalized = Arrays.copyOf(x, x.length - exempt);
        double[] slope = new double[penalized.length];
        regularizer.addGradient(penalized, slope);
        for (int j = 0; j < slope.length; j++) {
            gradient[j] += slope[j];
        }
        return regularizer.value(penalized);
    }

    @Override
    public int dimension() {
        return loss.dimension();
    }

    @Override
    public Columns columns() {
        return loss.columns();
    }

    @Override
    public long rows() {
        return loss.rows();
    }

    @Override
    public double weight() {
        return loss.weight();
    }

    @Override
    public long nonzeros() {
        return loss.nonzeros();
    }

    @Override
    public long fingerprint() {
        long key = CounterRandom.key(loss.fingerprint(), regularizer.toString().hashCode());
        return exempt == 0 ? key : CounterRandom.key(key, exempt);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double value = loss.evaluate(x, gradient);
        return value + penalize(x, gradient);
    }

    @Override
    public boolean hasSamples() {
        return loss.hasSamples();
    }

    @Override
    public long samples() {
        return loss.samples();
    }

    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        double value = loss.sample(batch, x, gradient);
        return value + penalize(x, gradient);
    }

    @Override
    public double sampleCurvature() {
        return loss.sampleCurvature();
    }

    @Override
    public double strongConvexity() {
        return loss.strongConvexity() + (exempt == 0 ? regularizer.strongConvexity() : 0);
    }

    @Override
    public boolean isSmooth() {
        return loss.isSmooth();
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        loss.addCurvature(v, product);
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        if (!loss.addCurvatureDiagonal(diagonal)) {
            return false;
        }
        for (int j = 0; j < diagonal.length - exempt; j++) {
            diagonal[j] += regularizer.curvature();
        }
        return true;
    }

    @Override
    public double curvatureShift() {
        return loss.curvatureShift() + regularizer.curvature();
    }

    @Override
    public @Nullable Moments moments() {
        return loss.moments();
    }
}
