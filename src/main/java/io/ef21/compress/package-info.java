/**
 * What travels: compressors and the form of their messages.
 *
 * <p>A {@link io.ef21.compress.Compressor} maps a vector to a {@link io.ef21.wire.Correction}; {@link
 * io.ef21.wire.Wire} writes it as bytes and reads it back. Both sides of a run continue from what was <em>read</em>,
 * so rounding on the wire belongs to the method and client and server stay in lockstep. {@link
 * io.ef21.compress.Compressors} is the catalogue: a new compressor is one class and one line there.
 *
 * <p>Which one? {@code identity} sends everything and is the baseline; {@code topk:K} sends the K entries of largest
 * magnitude (contraction alpha = K/d), the compressor of the EF21 paper's experiments; {@code quantize:BITS} sends every
 * entry in 2 to 8 bits (alpha = 0.75 at 4), which with error feedback costs few rounds or none. Compressors know no
 * Spark.
 */
@NullMarked
package io.ef21.compress;

import org.jspecify.annotations.NullMarked;
