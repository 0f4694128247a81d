/**
 * One client's function: value, gradient, and the matrix that bounds its curvature.
 *
 * <p>An {@link io.ef21.objective.Objective} is f_i; {@link io.ef21.objective.LinearModelObjective} is the mean of a {@link
 * io.ef21.objective.Loss} over the rows of a shard: logistic, least squares, Huber, squared hinge; {@link
 * io.ef21.objective.RegularizedObjective} adds a {@link io.ef21.objective.Regularizer}. {@link
 * io.ef21.objective.LargestEigenvalue} turns the curvature into a smoothness constant.
 */
@NullMarked
package io.ef21.objective;

import org.jspecify.annotations.NullMarked;
