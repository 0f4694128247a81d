package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import io.ef21.wire.Correction;
import io.ef21.wire.Total;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Induced compressor (Horvath and Richtarik 2021): C(x) = B(x) + U(x - B(x)) with B contractive and U unbiased is unbiased with omega
 * (1 - alpha).
 *
 * @param biased B
 * @param unbiased U
 */
public record Induced(Compressor biased, Compressor unbiased) implements Compressor {
    private static final long serialVersionUID = 1L;

    public Induced {
        if (!biased.traits(2).isContractive()) {
            throw new IllegalArgumentException("needs a contractive compressor first: " + biased + " is not");
        }
        if (!unbiased.traits(2).isUnbiased()) {
            throw new IllegalArgumentException("needs an unbiased compressor second: " + unbiased + " is not");
        }
    }

    @Override
    public Correction compress(double[] v, long key) {
        Correction first = biased.compress(v, CounterRandom.key(key, 2));
        Correction second = unbiased.compress(Dense.minus(v, first.toDense()), CounterRandom.key(key, 1));
        return new Total(List.of(first, second));
    }

    @Override
    public Traits traits(int d) {
        Traits one = biased.traits(d);
        Traits two = unbiased.traits(d);
        Set<Property> both = EnumSet.noneOf(Property.class);
        both.addAll(one.properties());
        both.retainAll(two.properties());
        both.remove(Property.ALL_REDUCIBLE);
        Scaled.addHomogeneity(both, one, two);
        if (one.has(Property.MATRICES) || two.has(Property.MATRICES)) {
            both.add(Property.MATRICES);
        }
        if (one.has(Property.SHARED_SEED) || two.has(Property.SHARED_SEED)) {
            both.add(Property.SHARED_SEED);
        }
        // an unbiased first one may contract nothing at this length; its error is bounded all the same
        double left = one.alpha() > 0 ? 1 - one.alpha() : one.omega();
        return Traits.unbiased(two.omega() * left)
                .with(both)
                .sized(one.size().plus(two.size()), sum(one.paperBits(), two.paperBits()));
    }

    /** The sum of what papers count. */
    static long sum(long one, long two) {
        return one == Traits.AS_ENCODED || two == Traits.AS_ENCODED ? Traits.AS_ENCODED : one + two;
    }

    @Override
    public void requireFits(int features) {
        biased.requireFits(features);
        unbiased.requireFits(features);
    }

    @Override
    public String toString() {
        return "induced(" + biased + "," + unbiased + ")";
    }
}
