package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import io.ef21.objective.Scaling;
import io.ef21.wire.Correction;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
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
 * @param probe whether the curvature along the client's own gradient is asked for as well
 * @param scaling S: the model that travels is z, with x = S z; null where z = x
 * @param downlink the encoded change of z since the last round, null when there is none
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
        boolean probe,
        @Nullable Scaling scaling,
        byte @Nullable [] downlink)
        implements Serializable {
    private static final long COMPRESSION = 0x436f6d7072657373L;
    private static final Message SILENCE =
            new Message(Wire.encode(new Correction.Sparse(0, new int[0], new double[0]), ValueBits.FLOAT), 0, 0);

    /** The state after the round, with what is sent. */
    public record Answer(ClientState state, Uplink uplink) implements Serializable {}

    /** The same with what travels apart from it. */
    public RoundTask with(@Nullable Scaling otherScaling, byte @Nullable [] otherDownlink) {
        return new RoundTask(
                method,
                compressor,
                bits,
                exactStart,
                narrow,
                stepSize,
                seed,
                round,
                evaluate,
                probe,
                otherScaling,
                otherDownlink);
    }

    /**
     * What the downlink says, once for all clients of a place.
     *
     * @param serverSize the length of z
     * @return null when there is none
     */
    public @Nullable Correction change(int serverSize) {
        return downlink == null ? null : Wire.decodeOwn(downlink, serverSize);
    }

    /**
     * The client's part.
     *
     * @param change what {@link #change} gave; null where the state's model has made it already, or there is none
     */
    public Answer run(Client client, ClientState state, @Nullable Correction change) {
        long start = System.nanoTime();
        double[] model = moved(client, state.model(), change);
        double[] scale = scaling == null ? null : scaling.gather(client.positions());
        double[] gradient = new double[model.length];
        double loss = client.objective().evaluate(scale == null ? model : product(scale, model), gradient);
        double[] evaluated = null;
        if (evaluate) {
            evaluated = scale == null ? gradient : gradient.clone();
        }
        if (scale != null) {
            scale(gradient, scale);
        }
        double curvature = probe ? curvature(client, gradient, scale) : Double.NaN;
        long computed = System.nanoTime();
        if (!Double.isFinite(loss) || !Double.isFinite(Dense.squaredNorm(gradient))) {
            return silence(client, state, model, evaluated, computed - start);
        }
        Reply reply;
        try {
            reply = method.reply(state.memory(), gradient, channel(client));
        } catch (Channel.OutOfRangeException e) {
            return silence(client, state, model, evaluated, computed - start);
        }
        ClientState next = state.next(model, reply.memory(), narrow);
        double scaled = drifted(reply.distortion(), next.drift());
        double distortion = scale == null
                ? scaled
                : drifted(unscaledDistance(reply.estimate(), gradient, scale), next.drift() / smallest(scale));
        Report report = new Report(
                client.id(),
                loss,
                distortion,
                scaled,
                curvature,
                reply.message().honestBits(),
                reply.message().paperBits(),
                reply.message().bytes().length,
                computed - start,
                System.nanoTime() - computed);
        return new Answer(next, new Uplink(report, reply.message().bytes(), evaluated));
    }

    /** The answer of a client that has met something infinite, or too large for the compressor. */
    private static Answer silence(
            Client client, ClientState state, double[] model, double @Nullable [] gradient, long computeNanos) {
        Report report = new Report(
                client.id(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                SILENCE.honestBits(),
                SILENCE.paperBits(),
                SILENCE.bytes().length,
                computeNanos,
                0);
        return new Answer(
                new ClientState(model, state.stored(), state.drift()), new Uplink(report, SILENCE.bytes(), gradient));
    }

    /** The server's mean does not know what rounding did to g_i since round 0. */
    private static double drifted(double distortion, double drift) {
        if (drift == 0 || Double.isNaN(distortion)) {
            return distortion;
        }
        double distance = Math.sqrt(distortion) + drift;
        return distance * distance;
    }

    /** v'Mv / v'v for the bound M on the Hessian and v the gradient; 0 where the gradient is, NaN without a bound. */
    private static double curvature(Client client, double[] gradient, double @Nullable [] scale) {
        if (!client.objective().isSmooth()) {
            return Double.NaN;
        }
        double square = Dense.squaredNorm(gradient);
        if (square == 0) {
            return 0;
        }
        double[] v = scale == null ? gradient : product(scale, gradient);
        double[] product = new double[v.length];
        client.objective().addCurvature(v, product);
        return (Dense.dot(v, product) + client.objective().curvatureShift() * Dense.squaredNorm(v)) / square;
    }

    private static double[] product(double[] scale, double[] z) {
        double[] x = new double[z.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = scale[j] * z[j];
        }
        return x;
    }

    private static void scale(double[] gradient, double[] scale) {
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] *= scale[j];
        }
    }

    private static double unscaledDistance(double[] estimate, double[] gradient, double[] scale) {
        double sum = 0;
        for (int j = 0; j < scale.length; j++) {
            double difference = (estimate[j] - gradient[j]) / scale[j];
            sum += difference * difference;
        }
        return sum;
    }

    private static double smallest(double[] scale) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double factor : scale) {
            smallest = Math.min(smallest, factor);
        }
        return smallest;
    }

    private Channel channel(Client client) {
        long ofRound = CounterRandom.key(CounterRandom.key(seed, COMPRESSION), round);
        boolean shared = compressor.traits(client.objective().dimension()).has(Property.SHARED_SEED);
        long key = shared ? ofRound : CounterRandom.key(ofRound, client.id());
        return new Channel(compressor, bits, exactStart, stepSize, round, key);
    }

    private static double[] moved(Client client, double[] model, @Nullable Correction change) {
        if (change == null) {
            return model;
        }
        double[] moved = model.clone();
        if (client.positions() == null) {
            change.addTo(moved, 1.0);
        } else {
            change.gatherTo(moved, client.positions());
        }
        return moved;
    }
}
