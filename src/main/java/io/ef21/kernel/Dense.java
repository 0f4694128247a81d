package io.ef21.kernel;

/**
 * Sums over dense vectors in a fixed order: four interleaved accumulators, combined pairwise, whatever the length.
 *
 * <p>All methods read the first {@code x.length} entries of every argument. Thread-safe.
 */
public final class Dense {
    private Dense() {}

    /** The squared Euclidean norm of x. */
    public static double squaredNorm(double[] x) {
        return squaredNorm(x.length, x);
    }

    /** The squared Euclidean norm of the first {@code count} entries of x. */
    static double squaredNorm(int count, double[] x) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = 0;
        for (int end = count - 3; j < end; j += 4) {
            s0 += x[j] * x[j];
            s1 += x[j + 1] * x[j + 1];
            s2 += x[j + 2] * x[j + 2];
            s3 += x[j + 3] * x[j + 3];
        }
        for (; j < count; j++) {
            s0 += x[j] * x[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** The squared Euclidean distance of x and y. */
    public static double squaredDistance(double[] x, double[] y) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = 0;
        for (int end = x.length - 3; j < end; j += 4) {
            double d0 = x[j] - y[j], d1 = x[j + 1] - y[j + 1], d2 = x[j + 2] - y[j + 2], d3 = x[j + 3] - y[j + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; j < x.length; j++) {
            double d = x[j] - y[j];
            s0 += d * d;
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** The inner product of x and y. */
    public static double dot(double[] x, double[] y) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = 0;
        for (int end = x.length - 3; j < end; j += 4) {
            s0 += x[j] * y[j];
            s1 += x[j + 1] * y[j + 1];
            s2 += x[j + 2] * y[j + 2];
            s3 += x[j + 3] * y[j + 3];
        }
        for (; j < x.length; j++) {
            s0 += x[j] * y[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** y += a x. */
    public static void addScaled(double a, double[] x, double[] y) {
        for (int j = 0; j < x.length; j++) {
            y[j] += a * x[j];
        }
    }

    /** x - y, as a new vector. */
    public static double[] minus(double[] x, double[] y) {
        double[] difference = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            difference[j] = x[j] - y[j];
        }
        return difference;
    }
}
