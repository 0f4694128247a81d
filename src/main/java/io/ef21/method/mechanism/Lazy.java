package io.ef21.method.mechanism;

import io.ef21.compress.Compressor;
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
 * Lazy aggregation (3PC, Richtarik et al. 2022): with h the client's estimate, y its last s_i and s the present one, it
 * sends something only if ||s - h||^2 exceeds zeta ||s - y||^2, and one flag bit otherwise: C(s - h) for CLAG, and all of
 * s - h for LAG (Chen et al. 2018).
 *
 * @param trigger zeta, not negative
 * @param whole whether what is sent is sent whole (LAG)
 */
public record Lazy(double trigger, boolean whole) implements Mechanism {
    private static final long serialVersionUID = 1L;

    @Override
    public Demand demand() {
        return whole ? Demand.WHOLE : Demand.ANY;
    }

    @Override
    public Absorb absorb(int round, double coin) {
        return Absorb.INCREMENT;
    }

    @Override
    public double bits(Compressor compressor, int d, ValueBits width) {
        return 1 + (whole ? (double) d * width.bits() : Mechanism.super.bits(compressor, d, width));
    }

    @Override
    public List<Stored> join(int d) {
        return List.of(new Stored.Wide(new double[d]), new Stored.Wide(new double[d]));
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        double[] old = memory.get(0).read();
        double[] last = memory.get(1).read();
        double away = Dense.squaredDistance(target, old);
        if (channel.round() > 0 && away <= trigger * Dense.squaredDistance(target, last)) {
            return new Reply(
                    List.of(memory.get(0), new Stored.Wide(target)),
                    channel.nothing(target.length).message().flagged(),
                    away,
                    old);
        }
        double[] difference = Dense.minus(target, old);
        Channel.Sent sent = channel.round() == 0 ? channel.open(difference) : channel.send(difference);
        double[] next = old.clone();
        sent.correction().addTo(next, 1);
        return new Reply(
                List.of(new Stored.Wide(next), new Stored.Wide(target)),
                sent.message().flagged(),
                Dense.squaredDistance(next, target),
                next);
    }
}
