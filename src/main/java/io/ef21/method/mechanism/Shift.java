package io.ef21.method.mechanism;

import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Circumstances;
import io.ef21.method.Demand;
import io.ef21.method.Guarantee;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import java.util.List;

/**
 * A shift h_i that learns (EF-BV, Condat, Yi and Richtarik 2022, Algorithm 1): the client sends the correction m_i = C(s_i -
 * h_i) and keeps h_i + lambda m_i; the server uses h + nu m and keeps h + lambda m. C is evaluated once: what travels is
 * what is added.
 *
 * <p>With lambda = nu = 1 this is EF21 (Richtarik, Sokolov, Fatkhullin 2021, Algorithm 2), whose g_i is h_i; with nu = 1
 * and lambda = 1 / (1 + omega) it is DIANA (Mishchenko et al. 2019).
 *
 * @param rule how lambda and nu are chosen
 * @param learn lambda; NaN until it is
 * @param use nu; NaN until it is
 */
public record Shift(Rule rule, double learn, double use) implements Mechanism {
    private static final long serialVersionUID = 1L;

    /** Where lambda and nu come from. */
    public enum Rule {
        /** Both are 1. */
        EF21,
        /** lambda = 1 / (1 + omega), nu = 1. */
        DIANA,
        /** The values of EF-BV's theory. */
        EF_BV
    }

    /** A shift, whose lambda and nu follow from the compressor. */
    public static Shift of(Rule rule) {
        return rule == Rule.EF21 ? new Shift(rule, 1, 1) : new Shift(rule, Double.NaN, Double.NaN);
    }

    @Override
    public Shift fitted(Circumstances circumstances) {
        Guarantee c = circumstances.guarantee();
        return switch (rule) {
            case EF21 -> this;
            case DIANA -> new Shift(rule, 1 / (1 + c.omega()), 1);
            case EF_BV ->
                new Shift(
                        rule,
                        c.spread().rate(),
                        c.spreadOfMean(circumstances.effective()).rate());
        };
    }

    @Override
    public Demand demand() {
        return switch (rule) {
            case EF21 -> Demand.ANY;
            case DIANA -> Demand.UNBIASED;
            case EF_BV -> Demand.KNOWN;
        };
    }

    @Override
    public Absorb absorb(int round, double coin) {
        return learn == 1 && use == 1 ? Absorb.INCREMENT : Absorb.shift(learn, use);
    }

    @Override
    public boolean allowsAbsence() {
        return rule == Rule.EF21;
    }

    @Override
    public List<Stored> join(int d) {
        return List.of(new Stored.Wide(new double[d]));
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        double[] shift = memory.get(0).read();
        Channel.Sent sent =
                channel.round() == 0 ? channel.open(Dense.minus(target, shift)) : channel.sendDifference(target, shift);
        double[] learned = shift.clone();
        sent.correction().addTo(learned, learn);
        double[] used = learned;
        if (use != learn) {
            used = shift.clone();
            sent.correction().addTo(used, use);
        }
        return new Reply(List.of(new Stored.Wide(learned)), sent.message(), Dense.squaredDistance(used, target), used);
    }
}
