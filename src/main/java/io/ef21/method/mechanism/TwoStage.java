package io.ef21.method.mechanism;

import io.ef21.compress.Compressor;
import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Knob;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Three-point compressors in two stages (3PC, Richtarik et al. 2022): with h the client's estimate, y its last s_i and s the
 * present one, b = h + Q(s - y) for 3PCv2, which wants an unbiased Q, or b = h + Q(s - h) for 3PCv4, and then b + C(s - b).
 * Both messages travel.
 *
 * @param first Q
 * @param onMove whether Q takes s - y (3PCv2) and not s - h (3PCv4)
 */
public record TwoStage(Compressor first, boolean onMove) implements Mechanism {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<String, Compressor> others() {
        return Map.of(Knob.SECOND.flag(), first);
    }

    @Override
    public Absorb absorb(int round, double coin) {
        return Absorb.INCREMENT;
    }

    @Override
    public double bits(Compressor compressor, int d, ValueBits width) {
        return Mechanism.super.bits(first, d, width) + Mechanism.super.bits(compressor, d, width);
    }

    @Override
    public List<Stored> join(int d) {
        Stored zero = new Stored.Wide(new double[d]);
        return onMove ? List.of(zero, zero) : List.of(zero);
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        double[] estimate = memory.get(0).read().clone();
        Message message;
        if (channel.round() == 0) {
            Channel.Sent sent = channel.open(Dense.minus(target, estimate));
            sent.correction().addTo(estimate, 1);
            message = sent.message();
        } else {
            double[] from = onMove ? memory.get(1).read() : estimate;
            Channel.Sent one = channel.through(first, 1).send(Dense.minus(target, from));
            one.correction().addTo(estimate, 1);
            Channel.Sent two = channel.send(Dense.minus(target, estimate));
            two.correction().addTo(estimate, 1);
            message = one.message().and(two.message());
        }
        List<Stored> next = new ArrayList<>(List.of(new Stored.Wide(estimate)));
        if (onMove) {
            next.add(new Stored.Wide(target));
        }
        return new Reply(next, message, Dense.squaredDistance(estimate, target), estimate);
    }
}
