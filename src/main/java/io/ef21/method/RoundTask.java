package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.kernel.Dense;
import io.ef21.objective.Scaling;
import io.ef21.wire.Correction;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.io.Serializable;
import java.util.List;
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
 * @param attendance who answers
 * @param round from 0
 * @param evaluate whether the exact gradient is asked for as well
 * @param probe whether the curvature along the client's own gradient is asked for as well
 * @param factors what each client multiplies its gradient by; null for 1
 * @param scaling S: the model that travels is z, with x = S z; null where z = x
 * @param downlink the encoded change of z since the last round, null when there is none
 * @param told what the downlink is about
 */
public record RoundTask(
        Method method,
        Compressor compressor,
        ValueBits bits,
        boolean exactStart,
        boolean narrow,
        double stepSize,
        long seed,
        Attendance attendance,
        int round,
        boolean evaluate,
        boolean probe,
        double @Nullable [] factors,
        @Nullable Scaling scaling,
        byte @Nullable [] downlink,
        Told told)
        implements Serializable {

    /** What a downlink is about. */
    public enum Told {
        /** The change of z. */
        CHANGE,
        /** A correction of what the server steps along, see {@link Downlink.Kind#ESTIMATE}. */
        CORRECTION,
        /** What the clients' memories are to be, see {@link Absorb#ASIDE}. */
        MEMORY
    }

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
                attendance,
                round,
                evaluate,
                probe,
                factors,
                otherScaling,
                otherDownlink,
                told);
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
    public Answer run(Client client, ClientState before, @Nullable Correction change) {
        long start = System.nanoTime();
        ClientState state = told == Told.MEMORY && change != null ? shared(client, before, change) : before;
        double[] direction = state.direction();
        double[] model = state.model();
        if (told == Told.CORRECTION && change != null) {
            direction = turned(client, direction, change);
            model = along(model, direction);
        } else if (told == Told.CHANGE) {
            model = moved(client, model, change);
        }
        double[] scale = scaling == null ? null : scaling.gather(client.positions());
        Oracle oracle = new Oracle(
                client, model, scale, round, Coins.samples(seed, round, client.id()), Coins.key(seed, round));
        double[] evaluated = evaluate ? oracle.original() : null;
        boolean present = attendance.includes(client.id());
        if (!present) {
            ClientState next = state.withModel(model, direction);
            return new Answer(next, silent(client, next, false, oracle.loss(), evaluated, 0, start));
        }
        double curvature = probe ? oracle.curvature() : Double.NaN;
        Estimator.Estimate estimate = method.estimator().estimate(List.of(state.estimator()), oracle);
        double[] target = weighed(client, estimate.vector());
        long computed = System.nanoTime();
        ClientState failed = state.withModel(model, direction);
        if (!Double.isFinite(oracle.loss()) || !Double.isFinite(Dense.squaredNorm(target))) {
            return new Answer(failed, silent(client, failed, true, Double.NaN, evaluated, oracle.samples(), start));
        }
        Reply reply;
        try {
            reply = method.mechanism().reply(List.of(state.mechanism()), target, channel(client));
        } catch (Channel.OutOfRangeException e) {
            return new Answer(failed, silent(client, failed, true, Double.NaN, evaluated, oracle.samples(), start));
        }
        boolean aside = method.mechanism().absorb(round, Coins.of(seed, round)).aside();
        // a round that shares memories takes no step, so momentum stays where it is
        List<Stored> kept = aside ? List.of(state.estimator()) : estimate.kept();
        ClientState next = state.next(model, direction, kept, reply.memory(), narrow);
        double scaled = method.certifies() ? drifted(reply.distortion(), next.drift()) : Double.NaN;
        double distortion = scale == null || Double.isNaN(scaled)
                ? scaled
                : drifted(unscaledDistance(reply.estimate(), target, scale), next.drift() / smallest(scale));
        Report report = new Report(
                client.id(),
                true,
                oracle.loss(),
                distortion,
                scaled,
                curvature,
                oracle.samples(),
                next.bytes(),
                reply.message().honestBits(),
                reply.message().paperBits(),
                reply.message().bytes().length,
                computed - start,
                System.nanoTime() - computed);
        return new Answer(next, new Uplink(report, reply.message().bytes(), evaluated));
    }

    /** What a client sends that is absent, or has met something infinite, or too large for the compressor. */
    private static Uplink silent(
            Client client,
            ClientState state,
            boolean present,
            double loss,
            double @Nullable [] gradient,
            long samples,
            long start) {
        Message silence = Message.silence();
        Report report = new Report(
                client.id(),
                present,
                loss,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                samples,
                state.bytes(),
                silence.honestBits(),
                silence.paperBits(),
                silence.bytes().length,
                System.nanoTime() - start,
                0);
        return new Uplink(report, silence.bytes(), gradient);
    }

    private double[] weighed(Client client, double[] gradient) {
        if (factors == null) {
            return gradient;
        }
        double[] weighed = new double[gradient.length];
        for (int j = 0; j < weighed.length; j++) {
            weighed[j] = factors[client.id()] * gradient[j];
        }
        return weighed;
    }

    /** The server's mean does not know what rounding did to g_i since round 0. */
    private static double drifted(double distortion, double drift) {
        if (drift == 0 || Double.isNaN(distortion)) {
            return distortion;
        }
        double distance = Math.sqrt(distortion) + drift;
        return distance * distance;
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
        return new Channel(
                compressor,
                bits,
                exactStart,
                stepSize,
                round,
                client.id(),
                Coins.compression(seed, round),
                Coins.of(seed, round));
    }

    /** The state with the memory that the server has told. */
    private ClientState shared(Client client, ClientState state, Correction sum) {
        double[] own = new double[client.objective().dimension()];
        add(client, sum, own);
        List<Stored> memory = method.mechanism().shared(List.of(state.mechanism()), own, channel(client));
        return state.next(state.model(), state.direction(), List.of(state.estimator()), memory, narrow);
    }

    private static double[] moved(Client client, double[] model, @Nullable Correction change) {
        if (change == null) {
            return model;
        }
        double[] moved = model.clone();
        add(client, change, moved);
        return moved;
    }

    /** The client's copy of what the server steps along, corrected. */
    private static double[] turned(Client client, double @Nullable [] direction, Correction change) {
        double[] turned = direction == null ? new double[client.objective().dimension()] : direction.clone();
        add(client, change, turned);
        return turned;
    }

    /** x - gamma g, in the arithmetic of the server. */
    private double[] along(double[] model, double[] direction) {
        double[] moved = model.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += -stepSize * direction[j];
        }
        return moved;
    }

    private static void add(Client client, Correction change, double[] vector) {
        if (client.positions() == null) {
            change.addTo(vector, 1.0);
        } else {
            change.gatherTo(vector, client.positions());
        }
    }
}
