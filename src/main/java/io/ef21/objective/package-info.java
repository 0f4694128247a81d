/**
 * One client's function: value, gradient, and the matrix that bounds its curvature.
 *
 * <p>An {@link io.ef21.objective.Objective} is f_i, what a client evaluates. A {@link io.ef21.objective.Problem} is what {@code
 * --objective} names and makes the f_i of all clients: of their rows ({@link io.ef21.objective.RowProblem}: every {@link
 * io.ef21.objective.Loss} of a linear model, {@link io.ef21.objective.Softmax}, {@link io.ef21.objective.Perceptron}) or of a seed
 * ({@link io.ef21.objective.GeneratedProblem}: quadratics). {@link io.ef21.objective.Objectives} finds them by specification, those
 * of others too ({@link io.ef21.objective.ObjectiveFamily}).
 *
 * <p>Around an f_i go {@link io.ef21.objective.RegularizedObjective}, which adds a {@link io.ef21.objective.Regularizer}, {@link
 * io.ef21.objective.ShiftedObjective}, so that training starts elsewhere than in 0, {@link io.ef21.objective.NoisyObjective} and {@link
 * io.ef21.objective.ScaledObjective}. {@link io.ef21.objective.LargestEigenvalue} turns the curvature into a smoothness constant.
 */
@NullMarked
package io.ef21.objective;

import org.jspecify.annotations.NullMarked;
