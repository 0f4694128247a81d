package io.ef21.method.mechanism;

import io.ef21.compress.Compressor;
import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import io.ef21.wire.Correction;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.List;

/**
 * EF21+ (EF21 paper, section 4.6). The client forms both m = g_i + C(s_i - g_i) and b = C(s_i) and takes the one that is
 * nearer to s_i, m on ties; one flag bit tells the server which.
 *
 * <p>The server keeps the mean of the g_i only. When b replaces g_i it has to unlearn the old value, so the client sends
 * that as well, exactly; those bits are counted.
 */
public record BestOf() implements Mechanism {
    private static final long serialVersionUID = 1L;

    @Override
    public Absorb absorb(int round, double coin) {
        return Absorb.INCREMENT;
    }

    /** A replacement unlearns the old value as well, and how large that is nobody can tell before. */
    @Override
    public double bits(Compressor compressor, int d, ValueBits width) {
        return Double.NaN;
    }

    @Override
    public List<Stored> join(int d) {
        return List.of(new Stored.Wide(new double[d]));
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        double[] old = memory.get(0).read();
        double[] difference = Dense.minus(target, old);
        if (channel.round() == 0) {
            // g_i = 0: both candidates are the same
            Channel.Sent sent = channel.open(difference);
            double[] estimate = sent.correction().toDense();
            return Reply.remembered(estimate, sent.message().flagged(), Dense.squaredDistance(estimate, target));
        }
        Channel.Sent markov = channel.send(difference);
        double[] corrected = old.clone();
        markov.correction().addTo(corrected, 1.0);
        double markovDistortion = Dense.squaredDistance(corrected, target);

        Channel.Sent plain = channel.send(target);
        double[] replaced = plain.correction().toDense();
        double plainDistortion = Dense.squaredDistance(replaced, target);

        return markovDistortion <= plainDistortion
                ? Reply.remembered(corrected, markov.message().flagged(), markovDistortion)
                : Reply.remembered(replaced, replacement(plain, old, channel.bits()), plainDistortion);
    }

    private static Message replacement(Channel.Sent plain, double[] memory, ValueBits bits) {
        Correction old = Correction.nonzeros(memory);
        Wire.Encoded encoded = Wire.writeDifference(plain.correction(), bits, old, ValueBits.DOUBLE);
        return new Message(
                        encoded.bytes(), encoded.payloadBits(), plain.message().paperBits())
                .flagged();
    }
}
