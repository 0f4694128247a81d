package io.ef21.run;

/**
 * The model for one regularizer.
 *
 * @param lambda its strength; NaN where the run has no path
 * @param model x
 * @param last record of it
 * @param reason why it was left
 */
public record Solution(double lambda, double[] model, RoundRecord last, StopReason reason) {}
