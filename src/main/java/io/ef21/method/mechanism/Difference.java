package io.ef21.method.mechanism;

import io.ef21.compress.Compressor;
import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Circumstances;
import io.ef21.method.Demand;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import io.ef21.wire.ValueBits;
import java.util.List;

/**
 * MARINA (Gorbunov et al. 2021, Algorithm 1): with probability p, all clients in the same rounds, the whole s_i, and
 * otherwise C(s_i - y_i), y_i the last s_i, which the server adds to its estimate. It opens with whole vectors.
 *
 * @param p in (0, 1]; NaN: 1 / (1 + omega)
 */
public record Difference(double p) implements Mechanism {
    private static final long serialVersionUID = 1L;

    @Override
    public Difference fitted(Circumstances circumstances) {
        return Double.isNaN(p)
                ? new Difference(1 / (1 + circumstances.guarantee().omega()))
                : this;
    }

    @Override
    public Demand demand() {
        return Demand.UNBIASED;
    }

    @Override
    public boolean opens() {
        return false;
    }

    @Override
    public Absorb absorb(int round, double coin) {
        return sendsWhole(round, coin) ? Absorb.REPLACEMENT : Absorb.INCREMENT;
    }

    private boolean sendsWhole(int round, double coin) {
        return round == 0 || coin < p;
    }

    @Override
    public boolean refines() {
        return false;
    }

    /** The mean is what converges; what a client has sent so far, it does not know. */
    @Override
    public boolean certifies() {
        return false;
    }

    @Override
    public double bits(Compressor compressor, int d, ValueBits width) {
        return p * d * width.bits() + (1 - p) * Mechanism.super.bits(compressor, d, width);
    }

    @Override
    public List<Stored> join(int d) {
        return List.of(new Stored.Wide(new double[d]));
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        Channel.Sent sent = sendsWhole(channel.round(), channel.coin())
                ? channel.sendWhole(target)
                : channel.send(Dense.minus(target, memory.get(0).read()));
        return Reply.uncertain(List.of(new Stored.Wide(target)), sent.message());
    }
}
