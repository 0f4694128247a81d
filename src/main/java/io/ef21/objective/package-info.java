/**
 * One client's function: value, gradient, and the matrix that bounds its curvature.
 *
 * <p>An {@link io.ef21.objective.Objective} is f_i; {@link io.ef21.objective.LogisticObjective} is the mean logistic
 * loss of a shard, {@link io.ef21.objective.RegularizedObjective} adds a {@link io.ef21.objective.Regularizer}. {@link
 * io.ef21.objective.LargestEigenvalue} turns the curvature into a smoothness constant.
 */
@NullMarked
package io.ef21.objective;

import org.jspecify.annotations.NullMarked;
