package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import io.ef21.wire.Multiple;
import io.ef21.wire.Placed;
import java.util.EnumSet;
import java.util.Set;

/**
 * A compressor on what a sparsifier has chosen, such as {@code topk:100+natural}.
 *
 * <p>Two unbiased ones give (1 + omega_1) (1 + omega_2) - 1. After a sparsifier that keeps entries as they are, what is left out and what
 * is lost of the rest are orthogonal, so contractions multiply: alpha = alpha_1 alpha_2. An unbiased second one is scaled by 1 / (1 +
 * omega), which makes alpha_2 = 1 / (1 + omega): for Top-k and dithering alpha = k / (zeta d), zeta = 1 + omega on k entries. Unscaled,
 * that constant does not hold, other than the biased-compression paper's Lemma 16 says: twenty ones and Top-9 are a counterexample.
 *
 * @param first what chooses
 * @param second what is done with it
 */
public record Composed(Sparsifier first, Compressor second) implements Compressor {
    private static final long serialVersionUID = 1L;

    public Composed {
        boolean alters = first.traits(2).isUnbiased();
        boolean unbiased = second.traits(2).isUnbiased();
        if (second instanceof Layers
                || (second instanceof Sparsify s && s.probabilities().size() > 1)) {
            throw new IllegalArgumentException(
                    "needs a compressor of vectors of any length after " + first + ", not " + second);
        }
        if (second.traits(2).has(Property.MATRICES)) {
            throw new IllegalArgumentException("needs a compressor of vectors after " + first + ", not " + second);
        }
        if (alters && !unbiased) {
            throw new IllegalArgumentException(
                    "needs an unbiased compressor after " + first + ", which is unbiased: " + second + " is not");
        }
    }

    private boolean unbiased() {
        return first.traits(2).isUnbiased();
    }

    /** What the second is multiplied by on k entries. */
    private double factor(int k) {
        Traits traits = second.traits(k);
        return unbiased() || !traits.isUnbiased() ? 1 : 1 / (1 + traits.omega());
    }

    @Override
    public Correction compress(double[] v, long key) {
        if (v.length == 0) {
            return new Correction.Dense(v);
        }
        Correction.Sparse kept = Correction.at(v, first.choose(v, key));
        if (kept.stored() == 0) {
            return kept;
        }
        double[] values = kept.values();
        double multiple = first.factor(v.length);
        for (int p = 0; multiple != 1 && p < values.length; p++) {
            values[p] *= multiple;
        }
        Correction inner = second.compress(values, CounterRandom.key(key, 1));
        double factor = factor(values.length);
        return new Placed(v.length, kept.indices(), factor == 1 ? inner : new Multiple(factor, inner));
    }

    @Override
    public Traits traits(int d) {
        Traits one = first.traits(d);
        int k = one.size().isKnown() && d > 0 ? (int) one.size().values() : Math.max(1, d);
        Traits two = second.traits(k);
        Traits both;
        if (unbiased()) {
            both = Traits.unbiased((1 + one.omega()) * (1 + two.omega()) - 1);
        } else {
            double alpha = two.isUnbiased() ? 1 / (1 + two.omega()) : two.alpha();
            both = alpha > 0 ? Traits.contractive(one.alpha() * alpha) : Traits.none();
            if (alpha > 0 && two.isUnbiased()) {
                // <E C(x), x> = ||Px||^2 / zeta and E||C(x)||^2 is at most that
                double least = one.alpha() * alpha;
                both = both.biased(new Biased(least * alpha, 1), new Biased(least, 1));
            }
        }
        return both.with(properties(one, two)).sized(size(one, two, k), two.paperBits());
    }

    private Size size(Traits one, Traits two, int k) {
        if (!one.size().isKnown() || !two.size().isKnown()) {
            return Size.AS_ENCODED;
        }
        long factorBits = factor(k) == 1 ? 0 : Double.SIZE;
        return new Size(two.size().values(), two.size().bits() + factorBits, true);
    }

    private static Set<Property> properties(Traits one, Traits two) {
        Set<Property> both = EnumSet.noneOf(Property.class);
        both.addAll(one.properties());
        both.retainAll(two.properties());
        both.remove(Property.ADDITIVE);
        both.remove(Property.ALL_REDUCIBLE);
        Scaled.addHomogeneity(both, one, two);
        if (one.has(Property.SHARED_SEED) || two.has(Property.SHARED_SEED)) {
            both.add(Property.SHARED_SEED);
        }
        return both;
    }

    @Override
    public void requireFits(int features) {
        first.requireFits(features);
    }

    @Override
    public String toString() {
        return first + "+" + second;
    }
}
