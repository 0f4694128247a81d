/**
 * Side by side with what users run today: the same objective fitted by Spark's own {@code LogisticRegression} and by
 * trainings of this package, on the same rows, in turns.
 *
 * <p>{@link io.ef21.bench.Contest} is the order of events; a {@link io.ef21.bench.Contestant} fits; {@link
 * io.ef21.bench.Turns} says whether that happens in this JVM or in one of its own; {@link
 * io.ef21.bench.ContestResult} is what came out.
 */
@NullMarked
package io.ef21.bench;

import org.jspecify.annotations.NullMarked;
