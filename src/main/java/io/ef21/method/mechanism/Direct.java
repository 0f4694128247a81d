package io.ef21.method.mechanism;

import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Demand;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import java.util.List;

/**
 * No memory: the client sends C(s_i). With exact gradients and the identity this is gradient descent; otherwise distributed
 * compressed gradient descent (DCGD), which with a biased compressor and more than one client may diverge (Beznosikov et
 * al., On biased compression, Example 1).
 *
 * @param demand what the method asks of C
 */
public record Direct(Demand demand) implements Mechanism {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean opens() {
        return false;
    }

    @Override
    public Absorb absorb(int round, double coin) {
        return Absorb.ESTIMATE;
    }

    @Override
    public boolean refines() {
        return false;
    }

    @Override
    public List<Stored> join(int d) {
        return List.of();
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        Channel.Sent sent = channel.send(target);
        double[] estimate = sent.correction().toDense();
        return new Reply(memory, sent.message(), Dense.squaredDistance(estimate, target), estimate);
    }
}
