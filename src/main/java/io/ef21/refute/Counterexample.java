package io.ef21.refute;

/**
 * A vector that breaks a claim.
 *
 * @param claim its name
 * @param vector the smallest that was found
 * @param seed of the draws that show it
 * @param violation what is claimed and what was found
 */
public record Counterexample(String claim, double[] vector, long seed, Violation violation) {}
