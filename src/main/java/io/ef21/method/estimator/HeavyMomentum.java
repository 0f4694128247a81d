package io.ef21.method.estimator;

import io.ef21.method.Circumstances;
import io.ef21.method.Estimator;
import io.ef21.method.Oracle;
import io.ef21.method.Sampling;
import io.ef21.method.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Momentum before compression: m_i = lambda m_i + s_i, and m_i, or with Nesterov's look ahead s_i + lambda m_i, takes the
 * place of s_i.
 *
 * @param inner gives s_i
 * @param lambda in [0, 1)
 * @param ahead whether Nesterov's
 */
public record HeavyMomentum(Estimator inner, double lambda, boolean ahead) implements Estimator {
    private static final long serialVersionUID = 1L;

    @Override
    public Estimate estimate(List<Stored> kept, Oracle oracle) {
        List<Stored> ofInner = kept.isEmpty() ? kept : kept.subList(1, kept.size());
        Estimate estimate = inner.estimate(ofInner, oracle);
        double[] s = estimate.vector();
        double[] m = s.clone();
        if (!kept.isEmpty()) {
            double[] old = kept.get(0).read();
            for (int j = 0; j < m.length; j++) {
                m[j] = lambda * old[j] + s[j];
            }
        }
        List<Stored> next = new ArrayList<>(List.of(new Stored.Wide(m)));
        next.addAll(estimate.kept());
        if (!ahead) {
            return new Estimate(m, next);
        }
        double[] further = new double[m.length];
        for (int j = 0; j < m.length; j++) {
            further[j] = s[j] + lambda * m[j];
        }
        return new Estimate(further, next);
    }

    @Override
    public boolean samples() {
        return inner.samples();
    }

    @Override
    public @Nullable Sampling sampling() {
        return inner.sampling();
    }

    @Override
    public Estimator fitted(Circumstances circumstances) {
        return new HeavyMomentum(inner.fitted(circumstances), lambda, ahead);
    }
}
