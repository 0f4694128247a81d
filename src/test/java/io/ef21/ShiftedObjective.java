package io.ef21;

import io.ef21.objective.Objective;

/**
 * x -> f(x + origin): training it from 0 is training f from the origin.
 *
 * @param base f
 * @param origin the starting point
 */
public record ShiftedObjective(Objective base, double[] origin) implements Objective {
    private static final long serialVersionUID = 1L;

    @Override
    public int dimension() {
        return base.dimension();
    }

    @Override
    public long rows() {
        return base.rows();
    }

    @Override
    public long nonzeros() {
        return base.nonzeros();
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double[] moved = origin.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += x[j];
        }
        return base.evaluate(moved, gradient);
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        base.addCurvature(v, product);
    }

    @Override
    public double curvatureShift() {
        return base.curvatureShift();
    }
}
