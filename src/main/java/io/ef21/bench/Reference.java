package io.ef21.bench;

/**
 * What the contestants are measured against.
 *
 * @param gaps f(0) and the optimum, the smallest value that any run came to
 * @param heldOutLoss of the model at the end of the long run that came lower, in nats; NaN without rows held out
 * @param lowest the long run that came lower
 * @param lowestIterations of it
 * @param difference by how much the other long run ended above it, as a share of f(0) - f*; NaN if there is none
 */
public record Reference(Gaps gaps, double heldOutLoss, String lowest, int lowestIterations, double difference) {}
