package io.ef21.kernel;

/**
 * Passes over a few vectors of floats beside one of doubles: what a quasi-Newton update needs, at half the memory. All
 * arithmetic is in doubles, in the fixed order of {@link Chunks}. Thread-safe.
 */
public final class FloatVectors {
    private FloatVectors() {}

    /** The nearest floats. */
    public static float[] narrow(double[] v) {
        float[] narrow = new float[v.length];
        Chunks.forEach(v.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                narrow[j] = (float) v[j];
            }
        });
        return narrow;
    }

    /** The same numbers. */
    public static double[] widen(float[] v) {
        double[] wide = new double[v.length];
        Chunks.forEach(v.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                wide[j] = v[j];
            }
        });
        return wide;
    }

    /** The inner products of every vector with v; one pass over all of them. */
    public static double[] products(float[][] vectors, double[] v) {
        return Chunks.sums(v.length, vectors.length, (from, to, sums) -> {
            for (int k = 0; k < vectors.length; k++) {
                sums[k] += product(vectors[k], v, from, to);
            }
        });
    }

    /** The inner products of every vector with v; one pass over all of them. */
    public static double[] products(float[][] vectors, float[] v) {
        return Chunks.sums(v.length, vectors.length, (from, to, sums) -> {
            for (int k = 0; k < vectors.length; k++) {
                sums[k] += product(vectors[k], v, from, to);
            }
        });
    }

    /** a v + sum_k c_k vectors_k, as a new vector; one pass over all of them. */
    public static double[] combination(double[] c, float[][] vectors, double a, double[] v) {
        double[] out = new double[v.length];
        Chunks.forEach(v.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                out[j] = a * v[j];
            }
            for (int k = 0; k < vectors.length; k++) {
                addScaled(c[k], vectors[k], out, from, to);
            }
        });
        return out;
    }

    private static void addScaled(double c, float[] x, double[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            y[j] += c * x[j];
        }
    }

    private static double product(float[] x, double[] y, int from, int to) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = from;
        for (int end = to - 3; j < end; j += 4) {
            s0 += x[j] * y[j];
            s1 += x[j + 1] * y[j + 1];
            s2 += x[j + 2] * y[j + 2];
            s3 += x[j + 3] * y[j + 3];
        }
        for (; j < to; j++) {
            s0 += x[j] * y[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double product(float[] x, float[] y, int from, int to) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = from;
        for (int end = to - 3; j < end; j += 4) {
            s0 += (double) x[j] * y[j];
            s1 += (double) x[j + 1] * y[j + 1];
            s2 += (double) x[j + 2] * y[j + 2];
            s3 += (double) x[j + 3] * y[j + 3];
        }
        for (; j < to; j++) {
            s0 += (double) x[j] * y[j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
