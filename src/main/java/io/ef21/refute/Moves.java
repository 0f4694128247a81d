package io.ef21.refute;

import java.util.List;

/** Small changes of a vector, for local search: some coordinates, or all, are scaled, flipped, made equal or zero. */
final class Moves {
    private static final List<Move> ALL = List.of(
            (x, i, r) -> x[i] *= step(r),
            (x, i, r) -> x[i] = 0,
            (x, i, r) -> x[i] = -x[i],
            (x, i, r) -> x[i] = x[r.below(x.length)],
            (x, i, r) -> x[i] = x[r.below(x.length)] * (1 + r.below(4)) / (1 + r.below(4)),
            (x, i, r) -> x[i] = x[i] == 0 ? Euclid.largest(x) * r.between(-1, 1) : Math.nextUp(x[i]),
            (x, i, r) -> scaleAll(x, step(r)),
            (x, i, r) -> scaleSome(x, step(r), r),
            (x, i, r) -> equalise(x, i, r.between(0, 1), r),
            (x, i, r) -> equalise(x, i, 1, r),
            (x, i, r) -> sharpen(x, r.between(0.5, 2)));

    private Moves() {}

    /** Changes a vector, around a coordinate. */
    private interface Move {
        void change(double[] x, int i, Families.Draw r);
    }

    /** A vector near x. */
    static double[] near(double[] x, long key, Magnitudes magnitudes) {
        Families.Draw r = new Families.Draw(key);
        double[] near = x.clone();
        int changes = 1 + r.below(2);
        for (int c = 0; c < changes; c++) {
            ALL.get(r.below(ALL.size())).change(near, r.below(near.length), r);
        }
        magnitudes.clamp(near);
        return Euclid.largest(near) > 0 ? near : x.clone();
    }

    /** A factor, far from 1 or near. */
    private static double step(Families.Draw r) {
        return Math.exp(r.normal() * Math.pow(10, -r.between(0, 5)));
    }

    private static void scaleAll(double[] x, double factor) {
        for (int j = 0; j < x.length; j++) {
            x[j] *= factor;
        }
    }

    private static void scaleSome(double[] x, double factor, Families.Draw r) {
        double share = r.between(0, 1);
        for (int j = 0; j < x.length; j++) {
            x[j] *= r.between(0, 1) < share ? factor : 1;
        }
    }

    /** Gives a share of the coordinates the magnitude of one. */
    private static void equalise(double[] x, int i, double share, Families.Draw r) {
        for (int j = 0; j < x.length; j++) {
            if (r.between(0, 1) <= share) {
                x[j] = x[j] == 0 ? x[i] : Math.copySign(x[i], x[j]);
            }
        }
    }

    /** Large entries become larger still, relative to the others, or the other way round. */
    private static void sharpen(double[] x, double power) {
        double largest = Euclid.largest(x);
        for (int j = 0; j < x.length; j++) {
            x[j] = Math.copySign(largest * Math.pow(Math.abs(x[j]) / largest, power), x[j]);
        }
    }
}
