package io.ef21.method;

/** Which model a run ends with, and how its steps shrink (On biased compression, Theorem 21). */
public enum Averaging {
    /** The last one; constant steps. */
    LAST,
    /** Schedule (i): steps 4 / (mu (kappa + k)), weights kappa + k. */
    LINEAR,
    /** Schedule (ii): constant steps, weights (1 - mu eta / 2)^-(k+1). */
    GEOMETRIC,
    /** Schedule (iii): constant steps, all weights alike. */
    UNIFORM
}
