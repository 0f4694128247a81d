package io.ef21.method.mechanism;

import io.ef21.compress.Compressor;
import io.ef21.compress.Fcc;
import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Demand;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import io.ef21.wire.ValueBits;
import java.util.List;

/**
 * NEOLITHIC's fast compressed communication (Huang et al. 2022, Algorithm 1): R messages a round, each what the compressor
 * makes of what those before left out; no memory.
 *
 * @param messages R, 1 to 64
 */
public record Repeated(int messages) implements Mechanism {
    private static final long serialVersionUID = 1L;

    @Override
    public Demand demand() {
        return Demand.CONTRACTIVE;
    }

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
    public double bits(Compressor compressor, int d, ValueBits width) {
        return messages * Mechanism.super.bits(compressor, d, width);
    }

    @Override
    public List<Stored> join(int d) {
        return List.of();
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        Channel.Sent sent =
                channel.through(new Fcc(messages, channel.compressor()), 1).send(target);
        double[] estimate = sent.correction().toDense();
        return new Reply(memory, sent.message(), Dense.squaredDistance(estimate, target), estimate);
    }
}
