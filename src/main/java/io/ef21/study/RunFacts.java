package io.ef21.study;

/**
 * What is known of a finished run beside its history.
 *
 * @param reason why it ended
 * @param diverged whether something was not finite
 * @param stepSize gamma; NaN where the run found its own steps
 * @param rows of the data
 * @param features d
 * @param clients n
 */
public record RunFacts(String reason, boolean diverged, double stepSize, long rows, int features, int clients) {}
