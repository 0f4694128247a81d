package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import io.ef21.wire.Multiple;

/**
 * Lazy, or Bernoulli: with probability p what the inner compressor gives, else nothing. As it is, alpha = p alpha_C; divided by p, an
 * unbiased one has omega = (1 + omega_C) / p - 1.
 *
 * @param probability p, in (0, 1]
 * @param inner C
 * @param unbiased whether it is divided by p
 */
public record Lazy(double probability, Compressor inner, boolean unbiased) implements Compressor {
    private static final long serialVersionUID = 1L;

    public Lazy {
        if (!(probability >= 0x1.0p-500 && probability <= 1)) {
            throw new IllegalArgumentException("needs a probability in (0, 1]");
        }
        if (unbiased && !inner.traits(2).isUnbiased()) {
            throw new IllegalArgumentException("needs an unbiased compressor to be unbiased: " + inner + " is not");
        }
    }

    @Override
    public Correction compress(double[] v, long key) {
        if (CounterRandom.uniform(CounterRandom.key(key, 1), 0) >= probability) {
            return new Correction.Sparse(v.length, new int[0], new double[0]);
        }
        Correction sent = inner.compress(v, CounterRandom.key(key, 2));
        return unbiased ? new Multiple(1 / probability, sent) : sent;
    }

    @Override
    public Traits traits(int d) {
        Traits one = inner.traits(d);
        Traits traits = Traits.none();
        if (unbiased) {
            traits = Traits.unbiased((1 + one.omega()) / probability - 1);
        } else if (one.first() != null && one.second() != null && one.alpha() > 0) {
            Biased b1 = one.first();
            Biased b2 = one.second();
            traits = Traits.contractive(probability * one.alpha())
                    .biased(
                            new Biased(probability * b1.lower(), b1.upper()),
                            new Biased(probability * b2.lower(), b2.upper()));
        }
        return traits.with(one.properties().stream()
                .filter(p -> p != Property.DETERMINISTIC && p != Property.ALL_REDUCIBLE)
                .toArray(Property[]::new));
    }

    @Override
    public void requireFits(int features) {
        inner.requireFits(features);
    }

    @Override
    public String toString() {
        return "lazy(" + probability + "," + inner + (unbiased ? ",unbiased" : "") + ")";
    }
}
