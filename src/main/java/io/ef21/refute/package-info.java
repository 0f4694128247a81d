/**
 * The search for counterexamples to what a compressor claims.
 *
 * <p>{@link io.ef21.refute.Refuter} is where to start: it takes a compressor and its {@link io.ef21.refute.Claims}, tries
 * {@link io.ef21.refute.Families} of vectors that are hard on compressors, climbs from the worst of each, and returns the
 * smallest {@link io.ef21.refute.Counterexample} or what the worst was.
 *
 * <p>A claim is a class: {@link io.ef21.refute.Claim} scores a vector with a few draws, to guide the search, and tests one
 * with fresh draws, to be sure. Claims about means are tested by {@link io.ef21.refute.Wealth}, a bet against the claim: it
 * is valid for every number of draws and every distribution that the claim allows, so what is called refuted is refuted up
 * to an error probability for the whole run. docs/refute.md has the argument.
 */
@NullMarked
package io.ef21.refute;

import org.jspecify.annotations.NullMarked;
