package io.ef21.method;

/**
 * Classic error feedback (Seide et al. 2014; "Algorithm 3" of the EF21 paper). The client sends w_i = C(e_i + gamma grad
 * f_i(x)) and keeps what was left out, e_i = e_i + gamma grad f_i(x) - w_i; the server steps x -= sum_i w_i-weighted
 * messages. The step size lives inside the memory: it is not applied a second time.
 */
public record Ef14() implements Method {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
        return "ef14";
    }

    @Override
    public Absorb absorb() {
        return Absorb.STEP;
    }

    @Override
    public double[] join(int d) {
        return new double[d];
    }

    @Override
    public Reply reply(double[] memory, double[] gradient, Channel channel) {
        double[] error = new double[gradient.length];
        for (int j = 0; j < error.length; j++) {
            error[j] = memory[j] + channel.stepSize() * gradient[j];
        }
        Channel.Sent sent = channel.send(error);
        sent.correction().addTo(error, -1.0);
        return new Reply(error, sent.message(), Double.NaN);
    }

    @Override
    public StepSize stepSize(Theory theory) {
        return theory.errorFeedback().byConvention();
    }
}
