package io.ef21;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Vector arithmetic of the plainest kind, for checks that must not share code with what they check. */
public final class Vectors {
    private Vectors() {}

    /** x - y. */
    public static double[] minus(double[] x, double[] y) {
        double[] difference = x.clone();
        add(-1, y, difference);
        return difference;
    }

    /** target += scale x. */
    public static void add(double scale, double[] x, double[] target) {
        for (int j = 0; j < x.length; j++) {
            target[j] += scale * x[j];
        }
    }

    /** scale x. */
    public static double[] times(double scale, double[] x) {
        double[] product = new double[x.length];
        add(scale, x, product);
        return product;
    }

    /** x'y. */
    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += x[j] * y[j];
        }
        return sum;
    }

    /** ||x||. */
    public static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    /** The largest norm of some vectors. */
    public static double maxNorm(double[][] vectors) {
        double largest = 0;
        for (double[] v : vectors) {
            largest = Math.max(largest, norm(v));
        }
        return largest;
    }

    /** ||x - y||^2. */
    public static double squaredDistance(double[] x, double[] y) {
        double[] difference = minus(x, y);
        return dot(difference, difference);
    }

    /** Fails unless ||expected - actual|| is at most the tolerance. */
    public static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        double off = Math.sqrt(squaredDistance(expected, actual));
        assertTrue(off <= tolerance, () -> what + ": off by " + off + ", allowed " + tolerance);
    }
}
