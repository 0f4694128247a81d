/**
 * What travels: corrections and their byte form.
 *
 * <p>A {@link io.ef21.wire.Correction} is a compressed vector, ready to be added: values, levels on a ladder, a sketch, a
 * product of thin matrices, on all entries or on some. {@link io.ef21.wire.Wire} writes it as bytes and reads it back; the
 * format is described in docs/wire-format.md. Both sides of a run continue from what was <em>read</em>, so rounding on the
 * wire belongs to the method, and client and server stay in lockstep. Bytes are not trusted: whatever is wrong with them is an
 * {@link io.ef21.wire.InvalidMessageException}.
 */
@NullMarked
package io.ef21.wire;

import org.jspecify.annotations.NullMarked;
