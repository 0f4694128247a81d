package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Correction;
import io.ef21.compress.Message;
import io.ef21.compress.ValueBits;
import io.ef21.compress.Wire;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A round as a client sees it: apply the downlink, evaluate, compress, update the state, answer. A pure function of
 * (client, state) and of the fields here, so both engines give the same bits and a lost answer can be computed again.
 *
 * @param method what to send
 * @param compressor C
 * @param bits of a value on the wire
 * @param exactStart whether estimates open with the exact gradient
 * @param narrow whether states are kept as floats
 * @param stepSize gamma
 * @param seed of all randomness
 * @param round from 0
 * @param evaluate whether the exact gradient is asked for as well
 * @param downlink the encoded change of x since the last round, null when there is none
 */
public record RoundTask(
        Method method,
        Compressor compressor,
        ValueBits bits,
        boolean exactStart,
        boolean narrow,
        double stepSize,
        long seed,
        int round,
        boolean evaluate,
        byte @Nullable [] downlink)
        implements Serializable {
    private static final long COMPRESSION = 0x436f6d7072657373L;
    private static final Message SILENCE =
            new Message(Wire.encode(new Correction.Sparse(0, new int[0], new double[0]), ValueBits.FLOAT), 0, 0);

    /** The state after the round, with what is sent. */
    public record Answer(ClientState state, Uplink uplink) implements Serializable {}

    /** The same with another downlink. */
    public RoundTask withDownlink(byte @Nullable [] other) {
        return new RoundTask(method, compressor, bits, exactStart, narrow, stepSize, seed, round, evaluate, other);
    }

    /** The client's part. */
    public Answer run(Client client, ClientState state) {
        long start = System.nanoTime();
        double[] model = moved(client, state.model());
        double[] gradient = new double[model.length];
        double loss = client.objective().evaluate(model, gradient);
        double[] evaluated = evaluate ? gradient : null;
        long computed = System.nanoTime();
        if (!Double.isFinite(loss) || !Double.isFinite(Dense.squaredNorm(gradient))) {
            return silence(client, state, model, evaluated, computed - start);
        }
        Reply reply;
        try {
            reply = method.reply(state.memory(), gradient, channel(client.id()));
        } catch (Channel.OutOfRangeException e) {
            return silence(client, state, model, evaluated, computed - start);
        }
        ClientState next = state.next(model, reply.memory(), narrow);
        double distortion = reply.distortion();
        if (next.drift() > 0) {
            // the server's mean does not know what rounding did to g_i since round 0
            double distance = Math.sqrt(distortion) + next.drift();
            distortion = distance * distance;
        }
        Report report =
                report(client, reply.message(), loss, distortion, computed - start, System.nanoTime() - computed);
        return new Answer(next, new Uplink(report, reply.message().bytes(), evaluated));
    }

    /** The answer of a client that has met something infinite, or too large for the compressor. */
    private static Answer silence(
            Client client, ClientState state, double[] model, double @Nullable [] gradient, long computeNanos) {
        Report report = report(client, SILENCE, Double.NaN, Double.NaN, computeNanos, 0);
        return new Answer(
                new ClientState(model, state.stored(), state.drift()), new Uplink(report, SILENCE.bytes(), gradient));
    }

    private static Report report(
            Client client, Message message, double loss, double distortion, long computeNanos, long compressNanos) {
        return new Report(
                client.id(),
                loss,
                distortion,
                message.honestBits(),
                message.paperBits(),
                message.bytes().length,
                computeNanos,
                compressNanos);
    }

    private Channel channel(int client) {
        long key = CounterRandom.key(CounterRandom.key(CounterRandom.key(seed, COMPRESSION), round), client);
        return new Channel(compressor, bits, exactStart, stepSize, round, key);
    }

    private double[] moved(Client client, double[] model) {
        if (downlink == null) {
            return model;
        }
        double[] moved = model.clone();
        Correction change = Wire.decodeOwn(downlink, client.serverSize());
        if (client.positions() == null) {
            change.addTo(moved, 1.0);
        } else {
            change.gatherTo(moved, client.positions());
        }
        return moved;
    }
}
