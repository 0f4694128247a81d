package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import java.util.Arrays;
import java.util.List;

/** Families of vectors that are hard on compressors: where searches start. */
final class Families {
    private static final List<Family> ALL = List.of(
            (x, r) -> Arrays.fill(x, 1),
            (x, r) -> x[r.below(x.length)] = -1,
            (x, r) -> Arrays.fill(x, r.between(1, 2)),
            (x, r) -> Arrays.setAll(x, j -> r.sign() * 4 / 3.0),
            (x, r) -> Arrays.setAll(x, j -> r.sign() * Math.scalb(1.5, r.below(5))),
            (x, r) -> Arrays.setAll(x, j -> -Math.abs(r.normal())),
            (x, r) -> Arrays.setAll(x, j -> r.below(5) - 2),
            (x, r) -> Arrays.setAll(x, j -> r.normal()),
            (x, r) -> Arrays.setAll(x, j -> r.between(-1, 1)),
            (x, r) -> Arrays.setAll(x, j -> r.sign() * Math.pow(0.9, j % 500)),
            (x, r) -> Arrays.setAll(x, j -> r.sign() * Math.pow(2, -j % 60)),
            // one large entry, and others that the scale makes hard
            (x, r) -> twoLevels(x, 1, 1 / (1 + Math.sqrt(x.length))),
            (x, r) -> twoLevels(x, 1, 1 / (2.0 * (1 + r.below(130)))),
            // k equal entries, the rest small
            (x, r) -> twoLevels(x, 1 + r.below(x.length), Math.pow(10, -r.between(0, 8))),
            (x, r) -> twoLevels(x, 1 + r.below(x.length), 0),
            // heavy tails: Cauchy
            (x, r) -> Arrays.setAll(x, j -> Math.tan(Math.PI * r.between(-0.5, 0.5))),
            (x, r) -> Arrays.setAll(x, j -> r.sign() * Math.pow(10, r.between(-20, 20))),
            (x, r) -> Arrays.setAll(x, j -> r.below(10) == 0 ? r.normal() : 0),
            (x, r) -> Arrays.setAll(x, j -> 1 + 1e-9 * r.normal()),
            (x, r) -> Arrays.fill(x, Math.nextUp(2.0)),
            (x, r) -> Arrays.fill(x, Math.nextDown(1.0)),
            // at the ends of the range of doubles: clamped to what is asked for
            (x, r) -> Arrays.setAll(x, j -> r.between(-1, 1) * 1e-305),
            (x, r) -> Arrays.setAll(x, j -> Double.MIN_VALUE * r.below(1000)),
            (x, r) -> Arrays.setAll(x, j -> r.between(-1, 1) * 1e300));

    private Families() {}

    /** Fills a vector of zeros. */
    private interface Family {
        void fill(double[] x, Draw r);
    }

    /** The number of families. */
    static int count() {
        return ALL.size();
    }

    /** A vector of a family. */
    static double[] draw(int family, int d, long key, Magnitudes magnitudes) {
        double[] x = new double[d];
        ALL.get(family).fill(x, new Draw(key));
        return magnitudes.clamp(x);
    }

    /** Many entries of magnitude 1, the rest of another one. */
    private static void twoLevels(double[] x, int ones, double rest) {
        Arrays.fill(x, rest);
        Arrays.fill(x, 0, ones, 1);
    }

    /** Random numbers, one after the other. Not thread-safe. */
    static final class Draw {
        private final long key;
        private long counter;

        Draw(long key) {
            this.key = key;
        }

        int below(int bound) {
            return CounterRandom.below(key, counter++, bound);
        }

        double between(double low, double high) {
            return low + (high - low) * CounterRandom.uniform(key, counter++);
        }

        double sign() {
            return below(2) == 0 ? 1 : -1;
        }

        /** By Box and Muller. */
        double normal() {
            double radius = Math.sqrt(-2 * Math.log1p(-between(0, 1)));
            return radius * Math.cos(between(0, 2 * Math.PI));
        }
    }
}
