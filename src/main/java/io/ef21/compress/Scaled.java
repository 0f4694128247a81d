package io.ef21.compress;

import io.ef21.wire.Correction;
import io.ef21.wire.Multiple;
import java.util.Set;

/**
 * A multiple of a compressor. An unbiased one times c contracts with alpha = c (2 - c (1 + omega)); c = 1 / (1 + omega) is best and
 * gives alpha = 1 / (1 + omega) (On biased compression, Theorem 7).
 *
 * @param inner the compressor
 * @param factor c, positive; 0 stands for the best one
 */
public record Scaled(Compressor inner, double factor) implements Compressor {
    private static final long serialVersionUID = 1L;

    public Scaled {
        if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("needs a positive factor");
        }
        if (factor == 0 && !inner.traits(2).isUnbiased()) {
            throw new IllegalArgumentException("needs an unbiased compressor, or a factor: " + inner + " is biased");
        }
    }

    private double factor(int d) {
        return factor > 0 ? factor : 1 / (1 + inner.traits(d).omega());
    }

    @Override
    public Correction compress(double[] v, long key) {
        return new Multiple(factor(v.length), inner.compress(v, key));
    }

    @Override
    public Traits traits(int d) {
        Traits traits = inner.traits(d);
        Size size = traits.size().isKnown() ? traits.size().plus(Size.ofBits(Double.SIZE)) : Size.AS_ENCODED;
        return traits.scaled(factor(d)).sized(size, traits.paperBits());
    }

    @Override
    public void requireFits(int features) {
        inner.requireFits(features);
    }

    /** Homogeneity in the weaker sense holds where either sense does. */
    static void addHomogeneity(Set<Property> both, Traits one, Traits two) {
        boolean first = one.has(Property.HOMOGENEOUS) || one.has(Property.HOMOGENEOUS_BY_TWO);
        boolean second = two.has(Property.HOMOGENEOUS) || two.has(Property.HOMOGENEOUS_BY_TWO);
        if (first && second && !both.contains(Property.HOMOGENEOUS)) {
            both.add(Property.HOMOGENEOUS_BY_TWO);
        }
    }

    @Override
    public String toString() {
        return "scaled(" + inner + (factor > 0 ? "," + Dithering.number(factor) : "") + ")";
    }
}
