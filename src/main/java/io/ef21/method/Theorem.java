package io.ef21.method;

import java.io.Serializable;

/** The largest step that theory allows a method, or that convention uses. */
@FunctionalInterface
public interface Theorem extends Serializable {
    /**
     * The step.
     *
     * @throws io.ef21.data.InvalidInputException if theory does not cover the compressor or the problem
     */
    StepSize stepSize(Theory theory);
}
