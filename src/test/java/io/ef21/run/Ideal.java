package io.ef21.run;

import io.ef21.Vectors;
import io.ef21.compress.Amount;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Estimator;
import io.ef21.method.Mechanism;
import io.ef21.method.Method;
import io.ef21.method.Oracle;
import io.ef21.method.Reply;
import io.ef21.method.Sampling;
import io.ef21.method.Stored;
import io.ef21.method.Theory;
import java.util.Arrays;
import java.util.List;

/**
 * The methods that Momentum provably improves error feedback analyses and nobody can run: g_i = grad f_i(x) + C(v_i - grad
 * f_i(x)) with v_i = grad f_i(x) + eta (grad f_i(x, xi) - grad f_i(x)). EF21-SGD-ideal has eta = 1.
 */
final class Ideal {
    private Ideal() {}

    static Method method(int batch, double eta) {
        Amount size = new Amount(batch, false);
        return Method.of("ideal", new Both(new Sampling(size, size, true), eta), new Exactly(), Theory::errorFeedback);
    }

    /** grad f_i(x), and v_i after it. */
    private record Both(Sampling sampling, double eta) implements Estimator {
        private static final long serialVersionUID = 1L;

        @Override
        public Estimate estimate(List<Stored> kept, Oracle oracle) {
            double[] gradient = oracle.gradient();
            double[] v = Vectors.times(1 - eta, gradient);
            Vectors.add(eta, oracle.sample(sampling, 0), v);
            double[] both = Arrays.copyOf(gradient, 2 * gradient.length);
            System.arraycopy(v, 0, both, gradient.length, v.length);
            return Estimate.forgotten(both);
        }
    }

    /** Sends g_i whole, which is what makes the method ideal. */
    private record Exactly() implements Mechanism {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Stored> join(int d) {
            return List.of();
        }

        @Override
        public Reply reply(List<Stored> memory, double[] target, Channel channel) {
            int d = target.length / 2;
            double[] g = Arrays.copyOf(target, d);
            double[] v = Arrays.copyOfRange(target, d, 2 * d);
            channel.send(Vectors.minus(v, g)).correction().addTo(g, 1);
            return Reply.uncertain(memory, channel.sendWhole(g).message());
        }

        @Override
        public Absorb absorb(int round, double coin) {
            return Absorb.ESTIMATE;
        }
    }
}
