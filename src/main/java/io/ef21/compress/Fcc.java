package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import io.ef21.wire.Total;
import java.util.ArrayList;
import java.util.List;

/**
 * Fast compressed communication (Huang et al. 2022, NEOLITHIC): R times what is left of the vector is compressed and sent; alpha = 1 -
 * (1 - alpha_C)^R.
 *
 * @param times R, 1 to 64
 * @param inner C, contractive
 */
public record Fcc(int times, Compressor inner) implements Compressor {
    private static final long serialVersionUID = 1L;

    public Fcc {
        if (times < 1 || times > Total.MOST) {
            throw new IllegalArgumentException("needs 1 to " + Total.MOST + " repetitions");
        }
        if (!inner.traits(2).isContractive()) {
            throw new IllegalArgumentException("needs a contractive compressor: " + inner + " is not");
        }
    }

    @Override
    public Correction compress(double[] v, long key) {
        double[] left = v.clone();
        List<Correction> parts = new ArrayList<>(times);
        for (int r = 0; r < times; r++) {
            Correction part = inner.compress(left, CounterRandom.key(key, r));
            part.addTo(left, -1);
            parts.add(part);
        }
        return new Total(parts);
    }

    @Override
    public Traits traits(int d) {
        Traits one = inner.traits(d);
        Size size = Size.ofValues(0);
        for (int r = 0; r < times; r++) {
            size = size.plus(one.size());
        }
        long papers = one.paperBits() == Traits.AS_ENCODED ? Traits.AS_ENCODED : times * one.paperBits();
        return Traits.contractive(1 - Math.pow(1 - one.alpha(), times))
                .with(one.properties().stream()
                        .filter(p -> p != Property.ALL_REDUCIBLE)
                        .toArray(Property[]::new))
                .sized(size, papers);
    }

    @Override
    public void requireFits(int features) {
        inner.requireFits(features);
    }

    @Override
    public String toString() {
        return "fcc(" + times + "," + inner + ")";
    }
}
