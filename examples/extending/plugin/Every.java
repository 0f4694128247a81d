package org.example;

import io.ef21.compress.Compressor;
import io.ef21.compress.CompressorFamily;
import io.ef21.compress.Property;
import io.ef21.compress.Size;
import io.ef21.compress.Specification;
import io.ef21.compress.Traits;
import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import java.util.Arrays;

/** {@code every:K} keeps every K-th entry; where it begins is drawn anew for every client and round. */
public final class Every implements CompressorFamily {
    @Override
    public String form() {
        return "every:K";
    }

    @Override
    public String needs() {
        return "needs a whole number such as every:10";
    }

    @Override
    public String example(int d) {
        return "every:10";
    }

    @Override
    public String summary() {
        return "every K-th entry, from a random one on";
    }

    @Override
    public Compressor parse(Specification specification) {
        return new EveryKth(specification.nextInt());
    }

    record EveryKth(int k) implements Compressor {
        EveryKth {
            if (k < 1) {
                throw new IllegalArgumentException("needs a positive number");
            }
        }

        @Override
        public Correction compress(double[] v, long key) {
            int first = CounterRandom.below(key, 0, k);
            int count = first < v.length ? (v.length - first - 1) / k + 1 : 0;
            int[] indices = new int[count];
            Arrays.setAll(indices, p -> first + p * k);
            return new Correction.Sparse(
                    v.length, indices, Arrays.stream(indices).mapToDouble(j -> v[j]).toArray());
        }

        @Override
        public Traits traits(int d) {
            int most = (d + k - 1) / k;
            return Traits.projection(1.0 / k)
                    .with(Property.HOMOGENEOUS, Property.ADDITIVE, Property.SUPPORT_PRESERVING)
                    .sized(Size.ofEntries(most), 32L * most);
        }

        @Override
        public String toString() {
            return "every:" + k;
        }
    }
}
