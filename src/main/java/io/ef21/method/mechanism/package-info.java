/**
 * Error mechanisms: what a client sends of its estimate, what it remembers, what the server makes of the sum. A new one is
 * one class here.
 *
 * <ul>
 *   <li>{@link io.ef21.method.mechanism.Direct}: the compressed estimate, without memory;
 *   <li>{@link io.ef21.method.mechanism.ErrorFeedback}: what was left out is added next time (EF14, EFSGD, ConEF), with an
 *       {@link io.ef21.method.mechanism.ErrorMemory} that may itself be compressed;
 *   <li>{@link io.ef21.method.mechanism.Shift}: the compressed difference to a shift that learns (EF21, DIANA, EF-BV), with
 *       {@link io.ef21.method.mechanism.BestOf} (EF21+) and {@link io.ef21.method.mechanism.EControl};
 *   <li>{@link io.ef21.method.mechanism.Lazy}, {@link io.ef21.method.mechanism.TwoStage} and
 *       {@link io.ef21.method.mechanism.Restart}: three-point compressors (3PC, LAG, CLAG);
 *   <li>{@link io.ef21.method.mechanism.Difference}: MARINA;
 *   <li>{@link io.ef21.method.mechanism.Gossip}: no server, run by {@code io.ef21.gossip} (BEER).
 * </ul>
 */
@NullMarked
package io.ef21.method.mechanism;

import org.jspecify.annotations.NullMarked;
