package io.ef21.refute;

import io.ef21.compress.Amount;
import io.ef21.compress.Compressor;
import io.ef21.compress.NaturalDithering;
import io.ef21.compress.Norm;
import io.ef21.compress.Property;
import io.ef21.compress.Rounding;
import io.ef21.compress.TopK;
import io.ef21.compress.Traits;
import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import io.ef21.wire.Placed;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Compressors that do not keep what they promise, as found in the wild. */
final class Broken {
    private Broken() {}

    /** Dithering that gives back its input and charges the bits of its levels. */
    record ReturnsItsInput() implements Compressor {
        @Override
        public Correction compress(double[] v, long key) {
            return new Correction.Dense(v.clone());
        }

        @Override
        public Traits traits(int d) {
            return new NaturalDithering(8, Norm.TWO).traits(d);
        }
    }

    /** Top-k and then dithering, unscaled, with alpha = k / (zeta d) and zeta = 9/8, as printed. */
    record UnscaledTopKDithering(int k) implements Compressor {
        @Override
        public Correction compress(double[] v, long key) {
            Correction.Sparse kept = Correction.at(v, new TopK(new Amount(k, false)).choose(v, key));
            return kept.stored() == 0
                    ? kept
                    : new Placed(
                            v.length, kept.indices(), new NaturalDithering(30, Norm.TWO).compress(kept.values(), key));
        }

        @Override
        public Traits traits(int d) {
            return Traits.contractive(Math.min(k, d) / (1.125 * d));
        }
    }

    /** Nearest rounding that claims to be unbiased. */
    record UnbiasedNearest() implements Compressor {
        @Override
        public Correction compress(double[] v, long key) {
            return Rounding.exponential(2, true).compress(v, key);
        }

        @Override
        public Traits traits(int d) {
            return Traits.unbiased(0.125);
        }
    }

    /** Where the pivots of {@link Argpartition} come from. */
    enum Pivot {
        KEY,
        CALLS,
        BITS,
        MIDDLE
    }

    /** Top-k by quickselect: which of equal entries are kept depends on the pivots. */
    record Argpartition(int k, Pivot pivot) implements Compressor {
        private static final AtomicLong CALLS = new AtomicLong();

        @Override
        public Correction compress(double[] v, long key) {
            Integer[] order = new Integer[v.length];
            Arrays.setAll(order, j -> j);
            long seed =
                    switch (pivot) {
                        case KEY -> key;
                        case CALLS -> CALLS.incrementAndGet();
                        case BITS -> CounterRandom.mix(Arrays.hashCode(v));
                        case MIDDLE -> -1;
                    };
            select(order, v, Math.min(k, v.length), seed);
            int[] kept = new int[Math.min(k, v.length)];
            Arrays.setAll(kept, p -> order[p]);
            Arrays.sort(kept);
            if (!Double.isFinite(Arrays.stream(v).sum())) {
                throw new ArithmeticException("a vector with NaN or infinite entries cannot be compressed");
            }
            return Correction.at(v, kept);
        }

        private static void select(Integer[] order, double[] v, int k, long seed) {
            int low = 0;
            int high = order.length - 1;
            while (low < high) {
                int middle = seed == -1 ? (low + high) >>> 1 : low + CounterRandom.below(seed, low, high - low + 1);
                double pivot = Math.abs(v[order[middle]]);
                int i = low;
                int j = high;
                while (i <= j) {
                    while (Math.abs(v[order[i]]) > pivot) {
                        i++;
                    }
                    while (Math.abs(v[order[j]]) < pivot) {
                        j--;
                    }
                    if (i <= j) {
                        Integer swapped = order[i];
                        order[i++] = order[j];
                        order[j--] = swapped;
                    }
                }
                if (k - 1 <= j) {
                    high = j;
                } else if (k - 1 >= i) {
                    low = i;
                } else {
                    return;
                }
            }
        }

        @Override
        public Traits traits(int d) {
            return Traits.contractive((double) Math.min(k, d) / d).with(Property.DETERMINISTIC, Property.HOMOGENEOUS);
        }
    }

    /** Compresses in place: the vector of the caller is altered. */
    record InPlace() implements Compressor {
        @Override
        public Correction compress(double[] v, long key) {
            for (int j = 1; j < v.length; j++) {
                v[j] = 0;
            }
            return new Correction.Dense(v.clone());
        }

        @Override
        public Traits traits(int d) {
            return Traits.none();
        }
    }

    /** Gives the vector of the caller away. */
    record Shares() implements Compressor {
        @Override
        public Correction compress(double[] v, long key) {
            return new Correction.Dense(v);
        }

        @Override
        public Traits traits(int d) {
            return Traits.contractive(1);
        }
    }
}
