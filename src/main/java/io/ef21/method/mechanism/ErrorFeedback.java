package io.ef21.method.mechanism;

import io.ef21.compress.Compressor;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Knob;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import java.util.List;
import java.util.Map;

/**
 * Classic error feedback (Seide et al. 2014; "Algorithm 3" of the EF21 paper) with the memory of Contractive error feedback
 * (ConEF, Algorithms 1 to 4): the client sends D = Q(gamma s_i + (1 - beta) e_i) and keeps e_i + gamma s_i - D, what was left
 * out, as its {@link ErrorMemory} keeps things. The server steps by the mean of the D: gamma is inside the memory, and not
 * applied a second time.
 *
 * @param memory of the error
 * @param held beta in [0, 1), the share of the error that is not sent this time
 * @param reset every so many rounds errors are reset; 0 never
 * @param averages whether a reset is a round of its own, after which every client has the mean of all errors; else the whole
 *     error travels with the step, and memories are empty (flush). Neither changes x - mean e_i
 * @param steps whether D is a step; else gamma is 1 in the memory, and D the server's estimate of the gradient (EF-Adam)
 */
public record ErrorFeedback(ErrorMemory memory, double held, int reset, boolean averages, boolean steps)
        implements Mechanism {
    private static final long serialVersionUID = 1L;

    /** EF14. */
    public static final ErrorFeedback CLASSIC = new ErrorFeedback(new ErrorMemory.Exact(), 0, 0, false, true);

    @Override
    public Map<String, Compressor> others() {
        return memory instanceof ErrorMemory.Compressed kept ? Map.of(Knob.MEMORY.flag(), kept.compressor()) : Map.of();
    }

    @Override
    public boolean opens() {
        return false;
    }

    @Override
    public Absorb absorb(int round, double coin) {
        if (averages && resets(round)) {
            return Absorb.ASIDE;
        }
        return steps ? Absorb.STEP : Absorb.ESTIMATE;
    }

    private boolean resets(int round) {
        return reset > 0 && round > 0 && round % reset == 0;
    }

    @Override
    public boolean steps() {
        return steps;
    }

    @Override
    public List<Stored> shared(List<Stored> kept, double[] sum, Channel channel) {
        return memory.next(
                memory.empty(sum.length), new double[sum.length], sum, channel.through(channel.compressor(), 3));
    }

    @Override
    public boolean refines() {
        return false;
    }

    @Override
    public boolean certifies() {
        return false;
    }

    @Override
    public boolean allowsAbsence() {
        return steps;
    }

    @Override
    public List<Stored> join(int d) {
        return memory.empty(d);
    }

    @Override
    public Reply reply(List<Stored> kept, double[] target, Channel channel) {
        double[] error = memory.read(kept, target.length);
        if (averages && resets(channel.round())) {
            return Reply.uncertain(kept, channel.sendExactly(error).message());
        }
        boolean flush = resets(channel.round());
        double gamma = steps ? channel.stepSize() : 1;
        double share = flush ? 0 : held;
        double[] wanted = new double[target.length];
        for (int j = 0; j < wanted.length; j++) {
            wanted[j] = (share == 0 ? error[j] : (1 - share) * error[j]) + gamma * target[j];
        }
        Channel.Sent sent = flush ? channel.sendWhole(wanted) : channel.send(wanted);
        double[] rest = wanted.clone();
        sent.correction().addTo(rest, -1.0);
        if (share > 0) {
            for (int j = 0; j < rest.length; j++) {
                rest[j] += share * error[j];
            }
        }
        List<Stored> before = flush ? memory.empty(target.length) : kept;
        double[] old = flush ? new double[error.length] : error;
        return Reply.uncertain(memory.next(before, old, rest, channel), sent.message());
    }
}
