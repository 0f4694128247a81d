package io.ef21.method;

import io.ef21.kernel.Dense;

/**
 * Compressed gradients without memory: the client sends C(grad f_i(x)). With the identity this is gradient descent;
 * otherwise distributed compressed gradient descent (DCGD), which with a biased compressor and more than one client may
 * diverge (Beznosikov et al., On biased compression, Example 1).
 *
 * @param name gd or dcgd
 */
public record Direct(String name) implements Method {
    private static final long serialVersionUID = 1L;
    private static final double[] NOTHING = {};

    @Override
    public Absorb absorb() {
        return Absorb.ESTIMATE;
    }

    @Override
    public double[] join(int d) {
        return NOTHING;
    }

    @Override
    public Reply reply(double[] memory, double[] gradient, Channel channel) {
        Channel.Sent sent = channel.send(gradient);
        double[] estimate = sent.correction().toDense();
        return new Reply(memory, sent.message(), Dense.squaredDistance(estimate, gradient), estimate);
    }

    @Override
    public StepSize stepSize(Theory theory) {
        return name.equals(Methods.GD)
                ? StepSize.descent(theory.smoothness(), "gradient descent, 1/L")
                : theory.direct();
    }
}
