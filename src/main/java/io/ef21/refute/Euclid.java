package io.ef21.refute;

/** Products and norms of vectors. */
final class Euclid {
    private Euclid() {}

    /** The largest magnitude. */
    static double largest(double[] v) {
        double largest = 0;
        for (double value : v) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** The inner product. */
    static double product(double[] v, double[] w) {
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            sum += v[j] * w[j];
        }
        return sum;
    }

    /** The norm; where squares would leave the range of doubles, too. */
    static double norm(double[] v) {
        double largest = largest(v);
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (double value : v) {
            sum += (value / largest) * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }

    /** (v - c w) / unit. */
    static double[] difference(double[] v, double c, double[] w, double unit) {
        double[] difference = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            difference[j] = (v[j] - c * w[j]) / unit;
        }
        return difference;
    }

    /** ||v - c w||^2 / ||w||^2; of w = 0, 0 if v is as well, else infinite. */
    static double squareRatio(double[] v, double c, double[] w) {
        double norm = norm(w);
        if (norm == 0) {
            return largest(v) == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double[] difference = difference(v, c, w, norm);
        return product(difference, difference);
    }
}
