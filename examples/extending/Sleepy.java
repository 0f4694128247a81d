import io.ef21.compress.Compressor;
import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Contraction;
import io.ef21.method.Knob;
import io.ef21.method.Mechanism;
import io.ef21.method.Method;
import io.ef21.method.MethodFamily;
import io.ef21.method.MethodOptions;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import io.ef21.method.estimator.FullGradient;
import io.ef21.wire.ValueBits;
import java.util.List;
import java.util.Set;

/** EF21 whose clients all sleep through a round with probability 1 - p: the server then steps along the estimate it has. */
public final class Sleepy implements MethodFamily {
    @Override
    public String name() {
        return "sleepy";
    }

    @Override
    public Set<Knob> knobs() {
        return Set.of(Knob.PROBABILITY);
    }

    @Override
    public Method make(MethodOptions options) {
        double p = options.number(Knob.PROBABILITY, 0.5, 0.01, 1);
        // C with probability p and else nothing contracts by p alpha, and EF21's theorem asks for no more
        return Method.of("sleepy", new FullGradient(), new Nap(p), theory ->
                theory.errorFeedback(new Contraction(p * theory.contraction().alpha())));
    }

    /** Sends C(s_i - g_i) if the coin of the round, which all clients see alike, falls below p; remembers g_i. */
    record Nap(double p) implements Mechanism {
        @Override
        public List<Stored> join(int d) {
            return List.of(new Stored.Wide(new double[d]));
        }

        @Override
        public Reply reply(List<Stored> memory, double[] target, Channel channel) {
            double[] estimate = memory.get(0).read().clone();
            boolean awake = channel.round() == 0 || channel.coin() < p;
            Channel.Sent sent = awake
                    ? channel.send(Dense.minus(target, estimate))
                    : channel.nothing(target.length);
            sent.correction().addTo(estimate, 1);
            return Reply.remembered(estimate, sent.message(), Dense.squaredDistance(estimate, target));
        }

        @Override
        public Absorb absorb(int round, double coin) {
            return Absorb.INCREMENT;
        }

        @Override
        public double bits(Compressor compressor, int d, ValueBits width) {
            return p * Mechanism.super.bits(compressor, d, width);
        }
    }
}
