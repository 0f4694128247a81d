package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;

/**
 * Integers with a scale that all clients share, so that messages are added up as integers (IntSGD, Mishchenko et al. 2021): the
 * clients first agree on the root of the sum of their square norms, which no entry exceeds. Alone, a client is its own crowd.
 *
 * <p>Jointly it is unbiased with an absolute error of at most d / (4 a^2) per client, a levels per unit; it is in no class U(omega) for one
 * client's vector alone.
 *
 * @param bits of the sum, 2 to 16
 * @param clients that the sum has to hold, at least 1
 */
public record SharedInteger(int bits, int clients) implements JointCompressor {
    private static final long serialVersionUID = 1L;

    public SharedInteger {
        if (bits < 2 || bits > 16 || clients < 1 || ((1 << (bits - 1)) - 1) / clients < 1) {
            throw new IllegalArgumentException(
                    "needs 2 to 16 bits, and 2^(bits-1) - 1 to be at least the number of clients");
        }
    }

    private int levels() {
        return ((1 << (bits - 1)) - 1) / clients;
    }

    @Override
    public int phases() {
        return 2;
    }

    @Override
    public double[] send(int phase, double[] v, Shape shape, double[][] heard, double[] carry, long key, int client) {
        if (phase == 0) {
            double square = 0;
            for (double value : v) {
                square += value * value;
            }
            return Norms.requireFinite(new double[] {square});
        }
        double perUnit = perUnit(heard);
        double[] integers = new double[v.length];
        long own = CounterRandom.key(key, client);
        for (int j = 0; j < v.length && perUnit > 0; j++) {
            double integer = Math.floor(v[j] * perUnit + CounterRandom.uniform(own, j));
            // rounding may have lifted a largest entry by one
            integers[j] = Math.max(-levels(), Math.min(levels(), integer));
        }
        return integers;
    }

    /** Levels per unit: M / sqrt(sum of the square norms). */
    private double perUnit(double[][] heard) {
        double scale = Math.sqrt(heard[0][0] * clients);
        return scale > 0 ? levels() / scale : 0;
    }

    @Override
    public double[] result(Shape shape, double[][] heard) {
        double perUnit = perUnit(heard);
        double[] mean = heard[1].clone();
        for (int j = 0; j < mean.length && perUnit > 0; j++) {
            mean[j] /= perUnit;
        }
        return mean;
    }

    @Override
    public double[] carry(double[][] heard) {
        return new double[0];
    }

    @Override
    public Correction compress(double[] v, long key) {
        return new Qsgd(levels(), Norm.TWO, false).compress(v, key);
    }

    @Override
    public Traits traits(int d) {
        return new Qsgd(levels(), Norm.TWO, false).traits(d);
    }

    @Override
    public String toString() {
        return "int:" + bits + ":clients=" + clients;
    }
}
