package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * E C(x) = x, of a compressor with E||C(x) - x||^2 &lt;= omega ||x||^2. Draws of their own choose directions in which the error may have a mean:
 * that of their mean, that of the coordinate whose mean stands out most, and that of x. Fresh draws then bet that it has, knowing
 * that its variance is at most omega ||x||^2 in any direction.
 *
 * @param subject what it is about
 */
record BiasClaim(Subject subject) implements Claim {
    private static final int FEW = 64;
    private static final int DIRECTIONS = 3;
    private static final int CHOICE = 1;
    private static final int FRESH = 2;

    /** Draws that choose directions. */
    private static final int TRAINING = 1000;

    /** The variance is granted twice what is claimed: it is not to be mistaken for a bias where it is a little too large. */
    private static final double ALLOWANCE = 2;

    /** What rounding may do to a mean. */
    private static final double ROUNDING = 1e-9;

    @Override
    public String name() {
        return "mean";
    }

    /** (C(x) - x) / ||x||. */
    private double[] error(double[] x, long key) {
        return Euclid.difference(subject.apply(x, key), 1, x, Math.max(Euclid.norm(x), Double.MIN_NORMAL));
    }

    /** ||sum e_i||^2 / sum ||e_i||^2: 1 on average where there is no bias, the number of draws where there is nothing else. */
    @Override
    public double score(double[] x, long seed) {
        double[] sum = new double[x.length];
        double squares = 0;
        for (int i = 0; i < FEW; i++) {
            double[] e = error(x, CounterRandom.key(seed, i));
            add(e, sum);
            squares += Euclid.product(e, e);
        }
        return squares <= FEW * ROUNDING * ROUNDING ? 0 : Euclid.product(sum, sum) / squares;
    }

    private static void add(double[] e, double[] sum) {
        for (int j = 0; j < e.length; j++) {
            sum[j] += e[j];
        }
    }

    @Override
    public Verdict test(double[] x, long seed, double error) {
        List<double[]> directions = directions(x, CounterRandom.key(seed, CHOICE));
        if (directions.isEmpty()) {
            return new Verdict(null, 0);
        }
        double deviation = Math.sqrt(ALLOWANCE * subject.claims().omega()) + 2 * ROUNDING;
        List<Wealth> gamblers =
                directions.stream().map(u -> Wealth.againstZero(deviation)).toList();
        long fresh = CounterRandom.key(seed, FRESH);
        double[] sum = new double[x.length];
        Bout bout = Bout.of(
                gamblers,
                n -> {
                    double[] e = error(x, CounterRandom.key(fresh, n));
                    add(e, sum);
                    return directions.stream()
                            .mapToDouble(u -> Euclid.product(e, u) - ROUNDING)
                            .toArray();
                },
                error);
        return new Verdict(bout.won() ? violation(x, sum, bout.draws(), directions) : null, 0);
    }

    private Violation violation(double[] x, double[] sum, int draws, List<double[]> directions) {
        double[] best = directions.get(0);
        for (double[] u : directions) {
            best = Euclid.product(sum, u) > Euclid.product(sum, best) ? u : best;
        }
        int j = 0;
        for (int i = 1; i < x.length; i++) {
            j = Math.abs(sum[i]) > Math.abs(sum[j]) ? i : j;
        }
        double mean = x[j] + sum[j] / draws * Euclid.norm(x);
        return new Violation(
                "E C(x) = x and E||C(x) - x||^2 <= " + text(subject.claims().omega()) + " ||x||^2",
                "the mean of C(x) - x has length " + text(Euclid.product(sum, best) / draws)
                        + " ||x|| in a direction chosen before; entry " + (j + 1) + " is " + text(x[j])
                        + " and comes out as " + text(mean) + " on average",
                draws);
    }

    private List<double[]> directions(double[] x, long seed) {
        double[] sum = new double[x.length];
        double[] squares = new double[x.length];
        for (int i = 0; i < TRAINING; i++) {
            double[] e = error(x, CounterRandom.key(seed, i));
            add(e, sum);
            for (int j = 0; j < e.length; j++) {
                squares[j] += e[j] * e[j];
            }
        }
        int standout = 0;
        double furthest = -1;
        for (int j = 0; j < x.length; j++) {
            double sigmas = squares[j] == 0 ? 0 : Math.abs(sum[j]) / Math.sqrt(squares[j]);
            if (sigmas > furthest) {
                standout = j;
                furthest = sigmas;
            }
        }
        double[] coordinate = new double[x.length];
        coordinate[standout] = sum[standout];
        double along = Euclid.product(sum, x);
        List<double[]> directions = new ArrayList<>(DIRECTIONS);
        for (double[] u : List.of(sum, coordinate, Euclid.difference(new double[x.length], -along, x, 1))) {
            double norm = Euclid.norm(u);
            if (norm > 0) {
                directions.add(Euclid.difference(u, 0, u, norm));
            }
        }
        return directions;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    @Override
    public boolean isStatistical() {
        return true;
    }

    @Override
    public String summary(double worstScore) {
        return "claimed to be x, no bias found";
    }
}
