package io.ef21.method.mechanism;

import io.ef21.compress.Compressor;
import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import io.ef21.wire.ValueBits;
import java.util.List;

/**
 * 3PCv5 (3PC, Richtarik et al. 2022): with h the client's estimate, y its last s_i and s the present one, all of s with
 * probability p, all clients in the same rounds, and h + C(s - y) otherwise.
 *
 * @param p in (0, 1]
 */
public record Restart(double p) implements Mechanism {
    private static final long serialVersionUID = 1L;

    @Override
    public Absorb absorb(int round, double coin) {
        return round > 0 && coin < p ? Absorb.REPLACEMENT : Absorb.INCREMENT;
    }

    @Override
    public boolean refines() {
        return false;
    }

    @Override
    public double bits(Compressor compressor, int d, ValueBits width) {
        return p * d * width.bits() + (1 - p) * Mechanism.super.bits(compressor, d, width);
    }

    @Override
    public List<Stored> join(int d) {
        Stored zero = new Stored.Wide(new double[d]);
        return List.of(zero, zero);
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        double[] estimate;
        Channel.Sent sent;
        if (channel.round() > 0 && channel.coin() < p) {
            sent = channel.sendWhole(target);
            estimate = sent.correction().toDense();
        } else {
            double[] move = Dense.minus(target, memory.get(1).read());
            sent = channel.round() == 0 ? channel.open(move) : channel.send(move);
            estimate = memory.get(0).read().clone();
            sent.correction().addTo(estimate, 1);
        }
        return new Reply(
                List.of(new Stored.Wide(estimate), new Stored.Wide(target)),
                sent.message(),
                Dense.squaredDistance(estimate, target),
                estimate);
    }
}
