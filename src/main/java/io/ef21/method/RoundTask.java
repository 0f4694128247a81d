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
        return new RoundTask(method, compressor, bits, exactStart, stepSize, seed, round, evaluate, other);
    }

    /** The client's part. */
    public Answer run(Client client, ClientState state) {
        double[] model = moved(state.model());
        double[] gradient = new double[model.length];
        double loss = client.objective().evaluate(model, gradient);
        double[] evaluated = evaluate ? gradient : null;
        if (!Double.isFinite(loss) || !Double.isFinite(Dense.squaredNorm(gradient))) {
            Uplink silent = new Uplink(client.id(), SILENCE, Double.NaN, Double.NaN, evaluated);
            return new Answer(new ClientState(model, state.memory()), silent);
        }
        Reply reply = method.reply(state.memory(), gradient, channel(client.id()));
        Uplink uplink = new Uplink(client.id(), reply.message(), loss, reply.distortion(), evaluated);
        return new Answer(new ClientState(model, reply.memory()), uplink);
    }

    private Channel channel(int client) {
        long key = CounterRandom.key(CounterRandom.key(CounterRandom.key(seed, COMPRESSION), round), client);
        return new Channel(compressor, bits, exactStart, stepSize, round, key);
    }

    private double[] moved(double[] model) {
        if (downlink == null) {
            return model;
        }
        double[] moved = model.clone();
        Wire.decodeOwn(downlink, model.length).addTo(moved, 1.0);
        return moved;
    }
}
