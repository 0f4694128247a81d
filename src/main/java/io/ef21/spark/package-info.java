/**
 * The clients in Spark: a cached RDD of clients, a cached RDD of their states per round, one job per round.
 *
 * <p>{@link io.ef21.spark.SparkEngine} is the {@link io.ef21.run.Engine}; {@link io.ef21.spark.RowSource} turns files,
 * generated rows or a DataFrame into an RDD of rows, and {@link io.ef21.spark.SparkClients} deals those to clients.
 * {@link io.ef21.spark.SparkNeighbours} lets the clients of an engine write to each other, for methods without a server.
 * {@link io.ef21.spark.EF21} minimizes functions that somebody else made, in one call.
 * Nothing here changes what is computed: the same shards and the same round tasks as in one JVM.
 */
@NullMarked
package io.ef21.spark;

import org.jspecify.annotations.NullMarked;
