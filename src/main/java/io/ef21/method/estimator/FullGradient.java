package io.ef21.method.estimator;

import io.ef21.method.Estimator;
import io.ef21.method.Oracle;
import io.ef21.method.Stored;
import java.util.List;

/** s_i = grad f_i(x^t). */
public record FullGradient() implements Estimator {
    private static final long serialVersionUID = 1L;

    @Override
    public Estimate estimate(List<Stored> kept, Oracle oracle) {
        return Estimate.forgotten(oracle.gradient());
    }

    @Override
    public boolean isExact() {
        return true;
    }
}
