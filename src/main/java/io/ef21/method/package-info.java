/**
 * The methods and their theory: what a client answers, what the server makes of the answers, which step is safe.
 *
 * <p>One order of steps for all: in round t every client evaluates its function at x^t and sends a {@link
 * io.ef21.wire.Message}; the server absorbs the weighted sum of the messages and steps to x^{t+1}. A {@link
 * io.ef21.method.Method} is a composition: an {@link io.ef21.method.Estimator} of the client's own gradient, a {@link
 * io.ef21.method.Mechanism} that says what is sent of it and remembered, a {@link io.ef21.method.Participation}, what it
 * asks of the server ({@link io.ef21.method.Serving}), and the {@link io.ef21.method.Theorem} of its step. {@link
 * io.ef21.method.Methods} is the catalogue: a new method is one class and one line there, or a {@link
 * io.ef21.method.MethodFamily} from outside. {@link io.ef21.method.RoundTask} is a client's whole round, a pure function,
 * so that a lost answer can be computed again.
 */
@NullMarked
package io.ef21.method;

import org.jspecify.annotations.NullMarked;
