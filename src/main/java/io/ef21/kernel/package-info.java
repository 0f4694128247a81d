/**
 * Loops on primitive arrays: where the time goes, and where the bits are decided.
 *
 * <p>Everything here is a pure function of its arguments, allocates nothing per element and pins its arithmetic: plain
 * {@code double} operations in a written order, own exponential and logarithm by {@link Math#fma}, no library whose
 * results depend on the machine. A run therefore gives the same bits on every JVM, whatever the number of cores.
 *
 * <p>Start with {@link io.ef21.kernel.LossSum} (a client's loss and gradient, over a {@link io.ef21.kernel.Matrix}, by a
 * {@link io.ef21.kernel.Pointwise} loss), {@link io.ef21.kernel.TopKSelection} (which coordinates travel), {@link
 * io.ef21.kernel.IndexCode} (as which bytes), {@link io.ef21.kernel.CanonicalTree} (how the server adds them up) and {@link
 * io.ef21.kernel.CounterRandom} (random numbers without a generator). Random roundings whose expectation is the vector are
 * {@link io.ef21.kernel.LevelRounding} and {@link io.ef21.kernel.NaturalRounding}; {@link io.ef21.kernel.SignSum} keeps
 * signs alone, and {@link io.ef21.kernel.CountSketch} projects to a table that can be added up.
 */
@NullMarked
package io.ef21.kernel;

import org.jspecify.annotations.NullMarked;
