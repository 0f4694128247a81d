package io.ef21.method.mechanism;

import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Circumstances;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import java.util.List;

/**
 * EControl (Gao, Islamov and Stich 2024, Algorithm 1): a shift h_i and an error e_i that is fed back with a gain. The client
 * sends D = C(eta e_i + s_i - h_i) and keeps e_i + s_i - h_i - D and h_i + D; the server steps along the mean of the h_i.
 *
 * <p>x - gamma mean e_i moves as gradient descent with the s_i would. With eta = 0 it is EF21.
 *
 * @param feedback eta; NaN: alpha / (3 sqrt(1 - alpha) (1 + sqrt(1 - alpha))), at most 1
 */
public record EControl(double feedback) implements Mechanism {
    private static final long serialVersionUID = 1L;

    @Override
    public EControl fitted(Circumstances circumstances) {
        if (!Double.isNaN(feedback)) {
            return this;
        }
        double alpha = circumstances.guarantee().alpha();
        double left = Math.sqrt(1 - alpha);
        return new EControl(Math.min(1, alpha / (3 * left * (1 + left))));
    }

    @Override
    public Absorb absorb(int round, double coin) {
        return Absorb.INCREMENT;
    }

    @Override
    public boolean refines() {
        return false;
    }

    @Override
    public List<Stored> join(int d) {
        return List.of(new Stored.Wide(new double[d]), new Stored.Wide(new double[d]));
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        double[] shift = memory.get(0).read();
        double[] error = memory.get(1).read().clone();
        double[] wanted = new double[target.length];
        for (int j = 0; j < wanted.length; j++) {
            double difference = target[j] - shift[j];
            wanted[j] = feedback * error[j] + difference;
            error[j] += difference;
        }
        Channel.Sent sent = channel.round() == 0 ? channel.open(wanted) : channel.send(wanted);
        double[] next = shift.clone();
        sent.correction().addTo(next, 1);
        sent.correction().addTo(error, -1);
        return new Reply(
                List.of(new Stored.Wide(next), new Stored.Wide(error)),
                sent.message(),
                Dense.squaredDistance(next, target),
                next);
    }
}
