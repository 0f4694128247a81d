package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Vectors that are hard on compressors, by name. */
public final class Vectors {
    private Vectors() {}

    public static double[] uniform(long key, int d) {
        double[] v = new double[d];
        Arrays.setAll(v, j -> 2 * CounterRandom.uniform(key, j) - 1);
        return v;
    }

    /** Vectors of length d whose nonzero magnitudes are normal floats. */
    public static Map<String, double[]> hard(int d) {
        Map<String, double[]> hard = new LinkedHashMap<>();
        double[] spike = new double[d];
        spike[d / 2] = -1e-3;
        hard.put("spike", spike);
        double[] constant = new double[d];
        Arrays.fill(constant, 0.7);
        hard.put("constant", constant);
        double[] geometric = new double[d];
        Arrays.setAll(geometric, j -> (j % 2 == 0 ? 1 : -1) * Math.pow(0.9, j % 500));
        hard.put("geometric", geometric);
        double[] heavy = new double[d];
        Arrays.setAll(heavy, j -> {
            double u = CounterRandom.uniform(3, j);
            return (CounterRandom.bits(4, j) & 1) == 0 ? 1 / (u + 1e-9) : -1 / (u + 1e-9);
        });
        hard.put("heavy-tailed", heavy);
        double[] range = new double[d];
        Arrays.setAll(range, j -> Math.scalb(1 + CounterRandom.uniform(5, j), CounterRandom.below(6, j, 250) - 125));
        hard.put("huge range", range);
        double[] ties = new double[d];
        Arrays.setAll(ties, j -> (CounterRandom.below(7, j, 29) - 14) / 2.0);
        hard.put("ties", ties);
        hard.put("zero", new double[d]);
        hard.put("uniform", uniform(8, d));
        double[] aboveTwo = new double[d];
        Arrays.fill(aboveTwo, Math.nextUp(2.0));
        hard.put("just above a power of two", aboveTwo);
        return hard;
    }
}
