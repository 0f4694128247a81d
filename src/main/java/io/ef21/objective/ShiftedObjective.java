package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.kernel.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * x -> f(x + origin): training it from 0 is training f from the origin. Derivatives are those of f there, and so is the
 * bound on the Hessian.
 *
 * @param base f
 * @param origin the starting point, on the columns of f; not to be modified
 */
public record ShiftedObjective(Objective base, double[] origin) implements Objective {
    private static final long serialVersionUID = 1L;

    /** f itself where there is no origin. */
    public static Objective of(Objective base, double @Nullable [] origin) {
        return origin == null ? base : new ShiftedObjective(base, origin);
    }

    @Override
    public int dimension() {
        return base.dimension();
    }

    @Override
    public Columns columns() {
        return base.columns();
    }

    @Override
    public long rows() {
        return base.rows();
    }

    @Override
    public double weight() {
        return base.weight();
    }

    @Override
    public long nonzeros() {
        return base.nonzeros();
    }

    @Override
    public long fingerprint() {
        return Fingerprint.of(base.fingerprint(), origin);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        return base.evaluate(moved(x), gradient);
    }

    @Override
    public boolean hasSamples() {
        return base.hasSamples();
    }

    @Override
    public long samples() {
        return base.samples();
    }

    @Override
    public double sample(Batch batch, double[] x, double[] gradient) {
        return base.sample(batch, moved(x), gradient);
    }

    @Override
    public double strongConvexity() {
        return base.strongConvexity();
    }

    @Override
    public boolean isSmooth() {
        return base.isSmooth();
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        base.addCurvature(v, product);
    }

    @Override
    public boolean addCurvatureDiagonal(double[] diagonal) {
        return base.addCurvatureDiagonal(diagonal);
    }

    @Override
    public double curvatureShift() {
        return base.curvatureShift();
    }

    private double[] moved(double[] x) {
        double[] moved = origin.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += x[j];
        }
        return moved;
    }
}
