package io.ef21.objective;

import java.io.Serializable;

/** A differentiable function as a lambda; pure, and thread-safe. */
@FunctionalInterface
public interface ValueAndGradient extends Serializable {
    /**
     * The value at x.
     *
     * @param x not to be modified
     * @param gradient as long as x, with anything in it; to be overwritten with the gradient at x
     */
    double evaluate(double[] x, double[] gradient);
}
