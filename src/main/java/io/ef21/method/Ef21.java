package io.ef21.method;

import io.ef21.kernel.Dense;

/**
 * EF21 (Richtarik, Sokolov, Fatkhullin 2021, Algorithm 2). The client keeps an estimate g_i of its gradient, sends the
 * correction c_i = C(grad f_i(x) - g_i) and adds it to g_i; the server adds the mean of the corrections to its own g. C
 * is evaluated once: what travels is what is added.
 */
public record Ef21() implements Method {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
        return "ef21";
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
        Channel.Sent sent = channel.round() == 0
                ? channel.open(Dense.minus(gradient, memory))
                : channel.sendDifference(gradient, memory);
        double[] estimate = memory.clone();
        sent.correction().addTo(estimate, 1.0);
        return new Reply(estimate, sent.message(), Dense.squaredDistance(estimate, gradient));
    }

    @Override
    public StepSize stepSize(Theory theory) {
        return theory.errorFeedback();
    }
}
