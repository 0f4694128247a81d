package io.ef21.run;

import io.ef21.update.Stepper.Action;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Locale;

/**
 * One line of the history. Round t describes x^t: what was measured at it, and what had moved once its messages were in.
 * NaN stands for "not measured" and is written as null.
 *
 * @param round t, from 0
 * @param lambda of the regularizer at this round, where the run has a path
 * @param objective f(x^t), or what was seen of it
 * @param sampled whether it was seen through samples, of some clients, or at every client's own x alone
 * @param gradNormSq ||grad f(x^t)||^2, exact, in evaluated rounds
 * @param gradNormBound certified upper bound on ||grad f(x^t)||
 * @param distortion G^t; without a server, the mean of ||x_i - xbar||^2, in evaluated rounds
 * @param stepSize gamma; of a safeguarded update, its factor in (0, 1] on the step it would take
 * @param action what the server made of the round
 * @param uplinkBits cumulative honest bits, mean over clients
 * @param uplinkPaperBits cumulative bits as the papers count, mean over clients
 * @param uplinkBytes cumulative encoded messages, all clients
 * @param downlinkBytes cumulative encoded downlinks, per receiver
 * @param setupBytes bytes spent on constants
 * @param evaluationBytes cumulative bytes of exact evaluations
 * @param samples cumulative gradients of single samples that the method asked for, mean over clients
 * @param stateBytes of the method's states at the clients, all clients, after the round
 * @param moved what the transport saw, as far as the engine has heard
 * @param computeSeconds cumulative, all clients: evaluating losses and gradients
 * @param compressSeconds cumulative, all clients: the method, compressing and encoding
 * @param serverSeconds cumulative, driver: decoding, adding, stepping, encoding the downlink
 * @param seconds since round 0 began
 */
public record RoundRecord(
        int round,
        double lambda,
        double objective,
        boolean sampled,
        double gradNormSq,
        double gradNormBound,
        double distortion,
        double stepSize,
        Action action,
        double uplinkBits,
        double uplinkPaperBits,
        long uplinkBytes,
        long downlinkBytes,
        long setupBytes,
        long evaluationBytes,
        double samples,
        long stateBytes,
        Moved moved,
        double computeSeconds,
        double compressSeconds,
        double serverSeconds,
        double seconds) {
    /** So many times f(x^0), or 1 where that is more, is beyond what a run comes back from. */
    private static final double DIVERGENCE = 1e10;

    /** One line of JSON; doubles are written so that they read back exactly. */
    public String toJson() {
        StringBuilder json = new StringBuilder(320).append("{\"round\":").append(round);
        number(json, "lambda", lambda);
        number(json, "objective", exactObjective());
        if (sampled) {
            number(json, "sampledObjective", objective);
        }
        number(json, "gradNormSq", gradNormSq);
        number(json, "gradNormBound", gradNormBound);
        number(json, "distortion", distortion);
        number(json, "stepSize", stepSize);
        json.append(",\"action\":\"")
                .append(action.name().toLowerCase(Locale.ROOT))
                .append('"');
        number(json, "uplinkBits", uplinkBits);
        number(json, "uplinkPaperBits", uplinkPaperBits);
        json.append(",\"uplinkBytes\":").append(uplinkBytes);
        json.append(",\"downlinkBytes\":").append(downlinkBytes);
        json.append(",\"setupBytes\":").append(setupBytes);
        json.append(",\"evaluationBytes\":").append(evaluationBytes);
        number(json, "samples", samples);
        json.append(",\"stateBytes\":").append(stateBytes);
        json.append(",\"sparkResultBytes\":").append(moved.results());
        json.append(",\"sparkShuffleBytes\":").append(moved.shuffled());
        json.append(",\"sparkBroadcastBytes\":").append(moved.broadcast());
        number(json, "computeSeconds", computeSeconds);
        number(json, "compressSeconds", compressSeconds);
        number(json, "serverSeconds", serverSeconds);
        number(json, "transportSeconds", moved.transportSeconds());
        number(json, "schedulingSeconds", moved.schedulingSeconds());
        number(json, "seconds", seconds);
        return json.append('}').toString();
    }

    /** f(x^t); NaN where it was not measured. */
    public double exactObjective() {
        return sampled ? Double.NaN : objective;
    }

    /**
     * Whether the objective is that of a run that diverged: not finite, or above 1e10 max(1, |f(x^0)|).
     *
     * @param start f(x^0), or the first that was seen
     */
    public boolean isBeyondReturn(double start) {
        return !Double.isFinite(objective) || objective > DIVERGENCE * Math.max(1, Math.abs(start));
    }

    /** The same without what differs from run to run: times, and what the transport saw. */
    public RoundRecord withoutTime() {
        return new RoundRecord(
                round,
                lambda,
                objective,
                sampled,
                gradNormSq,
                gradNormBound,
                distortion,
                stepSize,
                action,
                uplinkBits,
                uplinkPaperBits,
                uplinkBytes,
                downlinkBytes,
                setupBytes,
                evaluationBytes,
                samples,
                stateBytes,
                Moved.NOTHING,
                0,
                0,
                0,
                0);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(round);
        for (double value : new double[] {lambda, objective, gradNormSq, gradNormBound, distortion, stepSize}) {
            out.writeDouble(value);
        }
        out.writeBoolean(sampled);
        out.writeUTF(action.name());
        out.writeDouble(uplinkBits);
        out.writeDouble(uplinkPaperBits);
        for (long value : new long[] {uplinkBytes, downlinkBytes, setupBytes, evaluationBytes}) {
            out.writeLong(value);
        }
        out.writeDouble(samples);
        out.writeLong(stateBytes);
        for (long value : new long[] {moved.results(), moved.shuffled(), moved.broadcast(), moved.tasks()}) {
            out.writeLong(value);
        }
        for (double value : new double[] {
            moved.transportSeconds(), moved.schedulingSeconds(), computeSeconds, compressSeconds, serverSeconds, seconds
        }) {
            out.writeDouble(value);
        }
    }

    static RoundRecord readFrom(DataInputStream in) throws IOException {
        int round = in.readInt();
        double lambda = in.readDouble();
        double objective = in.readDouble();
        double gradNormSq = in.readDouble();
        double gradNormBound = in.readDouble();
        double distortion = in.readDouble();
        double stepSize = in.readDouble();
        boolean sampled = in.readBoolean();
        return new RoundRecord(
                round,
                lambda,
                objective,
                sampled,
                gradNormSq,
                gradNormBound,
                distortion,
                stepSize,
                Action.valueOf(in.readUTF()),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readLong(),
                new Moved(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readDouble(), in.readDouble()),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    private static void number(StringBuilder json, String name, double value) {
        json.append(",\"").append(name).append("\":");
        if (Double.isFinite(value)) {
            json.append(value);
        } else {
            json.append("null");
        }
    }
}
