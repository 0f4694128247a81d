package io.ef21.method.mechanism;

import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import java.util.List;

/**
 * Classic error feedback (Seide et al. 2014; "Algorithm 3" of the EF21 paper) with the memory of Contractive error feedback
 * (ConEF, Algorithms 1 to 4): the client sends D = Q(gamma s_i + (1 - beta) e_i) and keeps e_i + gamma s_i - D, what was left
 * out, as its {@link ErrorMemory} keeps things. The server steps by the mean of the D: gamma is inside the memory, and not
 * applied a second time.
 *
 * @param memory of the error
 * @param held beta in [0, 1), the share of the error that is not sent this time
 * @param reset every so many rounds the whole error travels and the memory is empty; 0 never
 * @param steps whether D is a step; else gamma is 1 in the memory, and D the server's estimate of the gradient (EF-Adam)
 */
public record ErrorFeedback(ErrorMemory memory, double held, int reset, boolean steps) implements Mechanism {
    private static final long serialVersionUID = 1L;

    /** EF14. */
    public static final ErrorFeedback CLASSIC = new ErrorFeedback(new ErrorMemory.Exact(), 0, 0, true);

    @Override
    public Absorb absorb(int round, double coin) {
        return steps ? Absorb.STEP : Absorb.ESTIMATE;
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
        boolean flush = reset > 0 && channel.round() > 0 && channel.round() % reset == 0;
        double gamma = steps ? channel.stepSize() : 1;
        double[] error = memory.read(kept, target.length);
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
