package io.ef21.method;

import io.ef21.kernel.Dense;
import io.ef21.wire.Correction;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;

/**
 * EF21+ (EF21 paper, section 4.6). The client forms both m = g_i + C(grad f_i(x) - g_i) and b = C(grad f_i(x)) and
 * takes the one that is nearer to its gradient, m on ties; one flag bit tells the server which.
 *
 * <p>The server keeps the mean of the g_i only. When b replaces g_i it has to unlearn the old value, so the client sends
 * that as well, exactly; those bits are counted.
 */
public record Ef21Plus() implements Method {
    private static final long serialVersionUID = 1L;
    private static final int FLAG_BITS = 1;

    @Override
    public String name() {
        return "ef21+";
    }

    @Override
    public Absorb absorb() {
        return Absorb.INCREMENT;
    }

    @Override
    public double[] join(int d) {
        return new double[d];
    }

    @Override
    public Reply reply(double[] memory, double[] gradient, Channel channel) {
        double[] difference = Dense.minus(gradient, memory);
        if (channel.round() == 0) {
            // g_i = 0: both candidates are the same
            Channel.Sent sent = channel.open(difference);
            double[] estimate = sent.correction().toDense();
            return new Reply(estimate, flagged(sent.message()), Dense.squaredDistance(estimate, gradient));
        }
        Channel.Sent markov = channel.send(difference);
        double[] corrected = memory.clone();
        markov.correction().addTo(corrected, 1.0);
        double markovDistortion = Dense.squaredDistance(corrected, gradient);

        Channel.Sent plain = channel.send(gradient);
        double[] replaced = plain.correction().toDense();
        double plainDistortion = Dense.squaredDistance(replaced, gradient);

        return markovDistortion <= plainDistortion
                ? new Reply(corrected, flagged(markov.message()), markovDistortion)
                : new Reply(replaced, replacement(plain, memory, channel.bits()), plainDistortion);
    }

    private static Message flagged(Message message) {
        return new Message(message.bytes(), message.honestBits() + FLAG_BITS, message.paperBits());
    }

    private static Message replacement(Channel.Sent plain, double[] memory, ValueBits bits) {
        Correction old = Correction.nonzeros(memory);
        Wire.Encoded encoded = Wire.writeDifference(plain.correction(), bits, old, ValueBits.DOUBLE);
        return new Message(
                encoded.bytes(),
                FLAG_BITS + encoded.payloadBits(),
                plain.message().paperBits());
    }

    @Override
    public StepSize stepSize(Theory theory) {
        // the theorems are about compressors that draw nothing (EF21, section 4.6)
        StepSize step = theory.errorFeedback();
        return theory.guarantee().deterministic() ? step : step.byConvention();
    }
}
