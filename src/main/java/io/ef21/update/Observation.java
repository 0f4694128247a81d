package io.ef21.update;

import io.ef21.objective.Penalty;

/**
 * What the server knows after a round. Vectors are on the server's columns and in its variables z.
 *
 * @param model z
 * @param gradient the estimate plus the gradient of the penalty's smooth part; not to be modified
 * @param penalty the regularizer at the server
 * @param objective f, penalty included; NaN where a client met something infinite
 * @param distortion the mean of ||g_i - grad f_i||^2 in the variables z; NaN as for the objective
 * @param curvature in round 0 of a safeguarded run, the mean curvature of the clients along their own gradients; else NaN
 */
public record Observation(
        double[] model, double[] gradient, Penalty penalty, double objective, double distortion, double curvature) {}
