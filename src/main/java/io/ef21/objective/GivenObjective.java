package io.ef21.objective;

import io.ef21.data.InvalidInputException;

/**
 * A function that somebody wrote down, on all columns.
 *
 * @param dimension d, positive
 * @param smoothness a bound on the Hessian's eigenvalues in absolute value; NaN where none is known
 */
record GivenObjective(int dimension, double smoothness, ValueAndGradient function) implements Objective {
    private static final long serialVersionUID = 1L;

    GivenObjective {
        if (dimension < 1) {
            throw new InvalidInputException("a function needs at least one variable (got " + dimension + ")");
        }
        if (smoothness < 0 || Double.isInfinite(smoothness)) {
            throw new InvalidInputException(
                    "a smoothness constant must be finite and not negative (got " + smoothness + ")");
        }
    }

    @Override
    public long rows() {
        return 1;
    }

    @Override
    public long nonzeros() {
        return 0;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        return function.evaluate(x, gradient);
    }

    @Override
    public boolean isSmooth() {
        return !Double.isNaN(smoothness);
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        requireSmooth();
    }

    @Override
    public double curvatureShift() {
        requireSmooth();
        return smoothness;
    }

    private void requireSmooth() {
        if (!isSmooth()) {
            throw Objective.withoutBound();
        }
    }
}
