package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.kernel.CounterRandom;

/** f_i + r: the regularizer placed at the client, as in the papers. */
public record RegularizedObjective(Objective loss, Regularizer regularizer) implements Objective {
    private static final long serialVersionUID = 1L;

    /** f_i + r, which is f_i itself without a regularizer. */
    public static Objective of(Objective loss, Regularizer regularizer) {
        return regularizer instanceof Regularizer.None ? loss : new RegularizedObjective(loss, regularizer);
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
        return CounterRandom.key(loss.fingerprint(), regularizer.toString().hashCode());
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double value = loss.evaluate(x, gradient);
        regularizer.addGradient(x, gradient);
        return value + regularizer.value(x);
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
        regularizer.addGradient(x, gradient);
        return value + regularizer.value(x);
    }

    @Override
    public double sampleCurvature() {
        return loss.sampleCurvature();
    }

    @Override
    public double strongConvexity() {
        return loss.strongConvexity() + regularizer.strongConvexity();
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
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] += regularizer.curvature();
        }
        return true;
    }

    @Override
    public double curvatureShift() {
        return loss.curvatureShift() + regularizer.curvature();
    }
}
