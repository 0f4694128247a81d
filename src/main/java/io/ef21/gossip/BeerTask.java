package io.ef21.gossip;

import io.ef21.compress.Compressor;
import io.ef21.kernel.Dense;
import io.ef21.method.Channel;
import io.ef21.method.Client;
import io.ef21.method.Coins;
import io.ef21.method.Estimator;
import io.ef21.method.Method;
import io.ef21.method.Oracle;
import io.ef21.method.Report;
import io.ef21.method.Stored;
import io.ef21.wire.InvalidMessageException;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round of BEER as a client sees it (BEER, Algorithm 1). With W = (W_ij), s_i(x) the estimator's gradient,
 *
 * <pre>
 * x_i' = x_i + gamma sum_j W_ij (h_j - h_i) - eta v_i
 * v_i' = v_i + gamma sum_j W_ij (q_j - q_i) + s_i(x_i') - s_i(x_i)
 * a_i = C(x_i' - h_i),  h_i' = h_i + a_i,  b_i = C(v_i' - q_i),  q_i' = q_i + b_i
 * </pre>
 *
 * <p>and (a_i, b_i) goes to every neighbour. Round 0 sets x_i = 0, v_i = s_i(0), h_i = q_i = 0 and writes nothing. A pure
 * function of its arguments, so both engines give the same bits and a lost state can be computed again.
 *
 * @param method gives the estimator
 * @param compressor C
 * @param bits of a value on the wire
 * @param stepSize eta
 * @param mixingStep gamma
 * @param seed of all randomness
 * @param round from 0
 */
public record BeerTask(
        Method method, Compressor compressor, ValueBits bits, double stepSize, double mixingStep, long seed, int round)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The state after the round, with what is sent.
     *
     * @param letter to every neighbour; null in round 0, and where something was not finite
     * @param report of one letter, however many neighbours it goes to
     */
    public record Answer(BeerState state, @Nullable Letter letter, Report report) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** The client's part of round 0. */
    public Answer open(Client client) {
        long start = System.nanoTime();
        int d = client.objective().dimension();
        double[] model = new double[d];
        Oracle oracle = Oracle.of(client, model, round, seed);
        Estimator.Estimate estimate = method.estimator().estimate(List.of(), oracle);
        double[] gradient = estimate.vector();
        Replica unknown = Replica.unknown(d);
        BeerState state = new BeerState(model, gradient, gradient, kept(estimate), unknown, unknown);
        long computed = System.nanoTime() - start;
        return silent(client, state, oracle, Double.isFinite(Dense.squaredNorm(gradient)), computed, 0);
    }

    /**
     * The client's part of a later round.
     *
     * @param state after the round before
     * @param letters of the neighbours in the round before, in the order of their numbers
     */
    public Answer run(Client client, Mixing mixing, BeerState state, List<Letter> letters) {
        long start = System.nanoTime();
        double[] modelPull = state.modelReplica().pull().clone();
        double[] trackerPull = state.trackerReplica().pull().clone();
        for (Letter letter : letters) {
            double weight = mixing.weight(client.id(), letter.from());
            add(letter.from(), letter.model(), weight, modelPull);
            add(letter.from(), letter.tracker(), weight, trackerPull);
        }
        double[] model = state.model().clone();
        for (int j = 0; j < model.length; j++) {
            model[j] += mixingStep * modelPull[j] - stepSize * state.tracker()[j];
        }
        Oracle oracle = Oracle.of(client, model, round, seed);
        long computing = System.nanoTime();
        Estimator.Estimate estimate = method.estimator().estimate(List.of(state.estimator()), oracle);
        double[] gradient = estimate.vector();
        long computed = System.nanoTime() - computing;
        double[] tracker = state.tracker().clone();
        for (int j = 0; j < tracker.length; j++) {
            tracker[j] += mixingStep * trackerPull[j] + (gradient[j] - state.gradient()[j]);
        }
        Written written = written(client, state, model, tracker);
        if (written == null) {
            BeerState lost = new BeerState(
                    model, tracker, gradient, kept(estimate), state.modelReplica(), state.trackerReplica());
            return silent(client, lost, oracle, false, computed, System.nanoTime() - start - computed);
        }
        double given = mixing.given(client.id());
        BeerState next = new BeerState(
                model,
                tracker,
                gradient,
                kept(estimate),
                state.modelReplica().after(written.ofModel().correction(), modelPull, given),
                state.trackerReplica().after(written.ofTracker().correction(), trackerPull, given));
        Message first = written.ofModel().message();
        Message second = written.ofTracker().message();
        Letter letter = new Letter(client.id(), first.bytes(), second.bytes());
        Report report = report(
                client,
                next,
                oracle,
                true,
                first.honestBits() + second.honestBits(),
                first.paperBits() + second.paperBits(),
                letter.bytes(),
                computed,
                System.nanoTime() - start - computed);
        return new Answer(next, letter, report);
    }

    /** a_i and b_i. */
    private record Written(Channel.Sent ofModel, Channel.Sent ofTracker) {}

    /** What the client writes of its new vectors; null where they are not finite, or out of the compressor's range. */
    private @Nullable Written written(Client client, BeerState before, double[] model, double[] tracker) {
        if (!Double.isFinite(Dense.squaredNorm(model)) || !Double.isFinite(Dense.squaredNorm(tracker))) {
            return null;
        }
        Channel channel = channel(client);
        try {
            return new Written(
                    channel.sendDifference(model, before.modelReplica().known()),
                    channel.through(compressor, 1)
                            .sendDifference(tracker, before.trackerReplica().known()));
        } catch (Channel.OutOfRangeException e) {
            return null;
        }
    }

    private static void add(int from, byte[] message, double weight, double[] pull) {
        try {
            for (Wire.Part part : Wire.decode(message, pull.length)) {
                part.correction().addTo(pull, weight * part.scale());
            }
        } catch (InvalidMessageException e) {
            throw new IllegalStateException("client " + from + " sent a bad message: " + e.getMessage(), e);
        }
    }

    private Channel channel(Client client) {
        return new Channel(
                compressor,
                bits,
                false,
                stepSize,
                round,
                client.id(),
                Coins.compression(seed, round),
                Coins.of(seed, round));
    }

    private static Stored[] kept(Estimator.Estimate estimate) {
        return estimate.kept().toArray(Stored[]::new);
    }

    private static Answer silent(
            Client client, BeerState state, Oracle oracle, boolean finite, long computeNanos, long compressNanos) {
        return new Answer(state, null, report(client, state, oracle, finite, 0, 0, 0, computeNanos, compressNanos));
    }

    private static Report report(
            Client client,
            BeerState state,
            Oracle oracle,
            boolean finite,
            long honestBits,
            long paperBits,
            int bytes,
            long computeNanos,
            long compressNanos) {
        return new Report(
                client.id(),
                true,
                finite ? oracle.loss() : Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                oracle.samples(),
                state.bytes(),
                honestBits,
                paperBits,
                bytes,
                computeNanos,
                compressNanos);
    }
}
