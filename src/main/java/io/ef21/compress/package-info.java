/**
 * Compressors: maps of a vector to a {@link io.ef21.wire.Correction} that takes few bits.
 *
 * <p>What theory may assume of one are its {@link io.ef21.compress.Traits} for a length: contraction alpha, variance omega, the
 * classes B1 and B2, properties, and its size. {@link io.ef21.compress.Compressors} reads specifications; a new compressor is one
 * class and one line in {@code Catalogue}, or a {@link io.ef21.compress.CompressorFamily} from outside.
 *
 * <p>Which one? Entries of a few: {@code topk:K} (the EF21 paper's), {@code topk:K+natural} for a third of its bits. All entries
 * in a few bits each: {@code quantize:BITS}, {@code natural}, and {@code grid:STEP} on wide models. Messages that add up:
 * {@code randk:K:shared}, {@code randblock:K}, {@code sketch:VxW}. Unbiased ones become contractions by {@code scaled(C)}, biased
 * ones unbiased by {@code induced(B,U)}. Matrices: {@code layers(...,powersgd:R)}. docs/compressors.md has them all. Compressors know
 * no Spark.
 */
@NullMarked
package io.ef21.compress;

import org.jspecify.annotations.NullMarked;
