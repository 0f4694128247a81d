package io.ef21.run;

/**
 * The end of a run.
 *
 * @param setting what it started from
 * @param model x of the last record; when the run diverged, the last x
 * @param first record of round 0
 * @param last record of the last round
 * @param reason why it ended
 */
public record Outcome(Setting setting, double[] model, RoundRecord first, RoundRecord last, StopReason reason) {}
