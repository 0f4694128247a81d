package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import io.ef21.wire.Graded;
import io.ef21.wire.Ladder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rounding to given levels (On biased compression, section 2): |v_j| goes to a neighbour among the levels ... &lt; a_m &lt; a_(m+1) &lt;
 * ..., which are a few marks repeated with a period: 1, 2, 5 with period 10 are ..., 0.5, 1, 2, 5, 10, 20, ...; 1 with period b are
 * the powers of b. No norm is sent.
 *
 * <p>At random, so that the mean is right: omega + 1 = sup (a_m / a_(m+1) + a_(m+1) / a_m + 2) / 4, attained by 2 a_m a_(m+1) / (a_m
 * + a_(m+1)). To the nearest, down where both are as near: alpha = inf 4 a_m a_(m+1) / (a_m + a_(m+1))^2, attained in the middle;
 * B1(gamma^2, beta) and B2(gamma, beta) with beta = sup 2 a_(m+1) / (a_m + a_(m+1)), gamma = inf 2 a_m / (a_m + a_(m+1)). These hold
 * in the range of normal doubles; below, levels are as exact as doubles are.
 *
 * @param marks ascending, the first from 1 to below the period, the last below the period times the first
 * @param period above 1
 * @param nearest whether to the nearest level, or else at random
 */
public record Rounding(List<Double> marks, double period, boolean nearest) implements Compressor {
    private static final long serialVersionUID = 1L;

    /** Levels so dense that the range of doubles is not more than a message can name. */
    private static final double LEAST_RATIO = 1.05;

    public Rounding {
        marks = List.copyOf(marks);
        double[] array = array(marks);
        Ladder.Tiled.requireMarks(array, period);
        for (int i = 0; i < array.length; i++) {
            if (ratio(array, period, i) < LEAST_RATIO) {
                throw new IllegalArgumentException("needs levels of which each is at least " + LEAST_RATIO
                        + " times the one before (got levels " + marks + ", period " + period + ")");
            }
        }
        if (array[0] < 1 || array[0] >= period || period > 0x1.0p300) {
            throw new IllegalArgumentException(
                    "needs a first level from 1 to below the period, and a period below 2^300");
        }
    }

    /** Powers of a base. */
    public static Rounding exponential(double base, boolean nearest) {
        return new Rounding(List.of(1.0), base, nearest);
    }

    private static double[] array(List<Double> marks) {
        return marks.stream().mapToDouble(m -> m).toArray();
    }

    private static double ratio(double[] marks, double period, int i) {
        return i + 1 < marks.length ? marks[i + 1] / marks[i] : marks[0] * period / marks[i];
    }

    @Override
    public Correction compress(double[] v, long key) {
        double[] array = array(marks);
        int[] rungs = new int[v.length];
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (int j = 0; j < v.length; j++) {
            rungs[j] = rung(Math.abs(v[j]), array, key, j);
            if (rungs[j] != Integer.MIN_VALUE) {
                lowest = Math.min(lowest, rungs[j]);
                highest = Math.max(highest, rungs[j]);
            }
        }
        if (highest == Integer.MIN_VALUE) {
            return new Correction.Sparse(v.length, new int[0], new double[0]);
        }
        short[] levels = new short[v.length];
        for (int j = 0; j < v.length; j++) {
            if (rungs[j] != Integer.MIN_VALUE) {
                int level = rungs[j] - lowest + 1;
                levels[j] = (short) (v[j] < 0 ? -level : level);
            }
        }
        return new Graded(1, new Ladder.Tiled(array, period, lowest, highest - lowest + 1), levels);
    }

    /** The rung that a magnitude goes to; the least integer for 0. */
    private int rung(double magnitude, double[] array, long key, int j) {
        if (!(magnitude < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("a vector with NaN or infinite entries cannot be compressed");
        }
        if (magnitude == 0) {
            return Integer.MIN_VALUE;
        }
        int below = below(magnitude, array);
        double a = Ladder.Tiled.rung(array, period, below);
        double b = Ladder.Tiled.rung(array, period, below + 1);
        if (b == Double.POSITIVE_INFINITY) {
            return below;
        }
        boolean up =
                nearest ? magnitude - a > b - magnitude : CounterRandom.uniform(key, j) < (magnitude - a) / (b - a);
        if (up) {
            return below + 1;
        }
        return a > 0 ? below : Integer.MIN_VALUE;
    }

    /** The highest rung that is not above a magnitude. */
    private int below(double magnitude, double[] array) {
        int tile = (int) Math.floor((Math.log(magnitude) - Math.log(array[0])) / Math.log(period));
        int rung = tile * array.length;
        while (Ladder.Tiled.rung(array, period, rung) > magnitude) {
            rung--;
        }
        while (Ladder.Tiled.rung(array, period, rung + 1) <= magnitude) {
            rung++;
        }
        return rung;
    }

    @Override
    public Traits traits(int d) {
        double[] array = array(marks);
        double worst = 0;
        for (int i = 0; i < array.length; i++) {
            worst = Math.max(worst, ratio(array, period, i));
        }
        Traits traits;
        if (nearest) {
            double beta = 2 * worst / (1 + worst);
            double gamma = 2 / (1 + worst);
            traits = Traits.contractive(4 * worst / ((1 + worst) * (1 + worst)))
                    .biased(new Biased(gamma * gamma, beta), new Biased(gamma, beta))
                    .with(Property.DETERMINISTIC, Property.SUPPORT_PRESERVING);
        } else {
            traits = Traits.unbiased((worst + 1 / worst - 2) / 4).with(Property.SUPPORT_PRESERVING);
        }
        return traits;
    }

    @Override
    public String toString() {
        String name = nearest ? "nearest" : "rounding";
        if (marks.equals(List.of(1.0))) {
            return name + ":b=" + Dithering.number(period);
        }
        String levels = marks.stream().map(Dithering::number).collect(Collectors.joining("/"));
        return name + ":levels=" + levels + ":period=" + Dithering.number(period);
    }
}
