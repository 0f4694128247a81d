/**
 * The methods and their theory: what a client answers, what the server makes of the answers, which step is safe.
 *
 * <p>One order of steps for all: in round t every client evaluates its function at x^t and sends a {@link
 * io.ef21.wire.Message}; the server absorbs the weighted sum of the messages and steps to x^{t+1}. A {@link
 * io.ef21.method.Method} says what is sent and how the sum is absorbed: {@link io.ef21.method.Direct} (GD, DCGD), {@link
 * io.ef21.method.Ef14}, {@link io.ef21.method.Ef21}, {@link io.ef21.method.Ef21Plus}. {@link io.ef21.method.Methods} is
 * the catalogue: a new method is one class and one line there. {@link io.ef21.method.RoundTask} is a client's whole
 * round, a pure function, so that a lost answer can be computed again.
 */
@NullMarked
package io.ef21.method;

import org.jspecify.annotations.NullMarked;
