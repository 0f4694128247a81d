/**
 * Training without a server: clients write to their neighbours in a graph (BEER).
 *
 * <pre>{@code
 * try (Engine engine = LocalEngine.of(objectives, 2);
 *         Neighbours neighbours = new LocalNeighbours(engine)) {
 *     Mixing mixing = Topology.parse("ring").mixing(objectives.size(), configuration);
 *     Outcome outcome = new BeerTraining(options, mixing).run(neighbours, record -> System.out.println(record.toJson()));
 * }
 * }</pre>
 *
 * <p>A {@link io.ef21.gossip.Topology} names a {@link io.ef21.gossip.Graph}, and {@link io.ef21.gossip.Mixing} is the
 * matrix W on it. {@link io.ef21.gossip.BeerTask} is a client's round, a pure function of its state and of the {@link
 * io.ef21.gossip.Letter}s of its neighbours, so that a lost state can be computed again; {@link io.ef21.gossip.Neighbours}
 * carries the letters, in one JVM or through Spark, to the same bits. {@link io.ef21.gossip.BeerTraining} runs the rounds.
 * The driver sees counts in every round, and models in rounds that are evaluated and in the last.
 *
 * <p>Source: Zhao, Li, Li, Richtarik and Chi, BEER: Fast O(1/T) Rate for Decentralized Nonconvex Optimization with
 * Communication Compression, NeurIPS 2022, Algorithm 1.
 */
@NullMarked
package io.ef21.gossip;

import org.jspecify.annotations.NullMarked;
