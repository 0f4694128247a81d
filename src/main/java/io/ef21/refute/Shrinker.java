package io.ef21.refute;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a counterexample smaller, as long as it is one: fewer coordinates, more zeros, equal entries, rounder numbers. */
final class Shrinker {
    private static final int MOST_DIGITS = 6;

    private final Judge judge;
    private final IntFunction<@Nullable Claim> claims;
    private final Magnitudes magnitudes;
    private final BooleanSupplier enough;
    private Counterexample best;

    /**
     * A shrinker.
     *
     * @param claims the same claim for vectors of a length; null where the compressor takes none
     * @param enough whether time is up
     */
    Shrinker(
            Judge judge,
            IntFunction<@Nullable Claim> claims,
            Magnitudes magnitudes,
            BooleanSupplier enough,
            Counterexample first) {
        this.judge = judge;
        this.claims = claims;
        this.magnitudes = magnitudes;
        this.enough = enough;
        this.best = first;
    }

    /** The smallest that is found. */
    Counterexample shrink() {
        boolean smaller = true;
        while (smaller && !enough.getAsBoolean()) {
            smaller = false;
            for (Supplier<double[]> candidate : candidates(best.vector())) {
                if (enough.getAsBoolean()) {
                    break;
                }
                double[] x = candidate.get();
                if (isSmaller(x, best.vector()) && breaks(x)) {
                    smaller = true;
                    break;
                }
            }
        }
        return best;
    }

    private boolean breaks(double[] x) {
        if (x.length == 0 || Euclid.largest(x) == 0 || !magnitudes.contain(x)) {
            return false;
        }
        Claim claim = claims.apply(x.length);
        if (claim == null || !Arrays.equals(claim.prepared(x), x)) {
            return false;
        }
        Counterexample found = judge.test(claim, x).counterexample();
        best = found == null ? best : found;
        return found != null;
    }

    /** What to try, the boldest first. */
    private static List<Supplier<double[]>> candidates(double[] x) {
        int d = x.length;
        List<Supplier<double[]>> all = new ArrayList<>();
        for (int length = d / 2; length >= 1; length /= 2) {
            for (int begin = 0; begin + length <= d; begin += length) {
                int from = begin;
                int to = begin + length;
                all.add(() -> without(x, from, to));
            }
        }
        double largest = Euclid.largest(x);
        all.add(() -> map(x, IntStream.range(0, d), Math::signum));
        all.add(() -> map(x, IntStream.range(0, d), v -> largest * Math.signum(v)));
        all.add(() -> map(x, IntStream.range(0, d), v -> v / largest));
        all.add(() -> map(x, IntStream.range(0, d), v -> Math.scalb(v, -Math.getExponent(largest))));
        all.add(() -> map(x, IntStream.range(0, d), Math::abs));
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            int kept = digits;
            all.add(() -> map(x, IntStream.range(0, d), v -> rounded(v, kept)));
        }
        for (int j = 0; j < d; j++) {
            int at = j;
            all.add(() -> map(x, IntStream.of(at), v -> 0));
            all.add(() -> map(x, IntStream.of(at), Math::signum));
            all.add(() -> map(x, IntStream.of(at), v -> largest));
            all.add(() -> map(x, IntStream.of(at), v -> rounded(v, 1)));
            all.add(() -> map(x, IntStream.of(at), v -> rounded(v, 2)));
        }
        return all;
    }

    private static double[] without(double[] x, int from, int to) {
        double[] rest = new double[x.length - (to - from)];
        System.arraycopy(x, 0, rest, 0, from);
        System.arraycopy(x, to, rest, from, x.length - to);
        return rest;
    }

    private interface Change {
        double of(double value);
    }

    private static double[] map(double[] x, IntStream indices, Change change) {
        double[] changed = x.clone();
        indices.forEach(j -> changed[j] = change.of(x[j]) + 0.0);
        return changed;
    }

    private static double rounded(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }

    /** Fewer coordinates, or as many and a shorter text; of equally long ones the one that has fewer minus signs comes first as well. */
    private static boolean isSmaller(double[] x, double[] y) {
        return x.length < y.length || (x.length == y.length && cost(x) < cost(y));
    }

    private static long cost(double[] x) {
        long cost = VectorText.of(x).length();
        for (double value : x) {
            // a digit of one entry counts, though equal neighbours are written once
            cost += value == 0 ? 0 : 4 + Double.toString(value).length();
        }
        return cost;
    }
}
