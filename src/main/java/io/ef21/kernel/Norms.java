package io.ef21.kernel;

/**
 * Norms of vectors, without overflow or underflow on the way. Sums go in the order of the entries, so they repeat to the last
 * bit. All refuse NaN and infinite entries with an {@link ArithmeticException}, and so a norm beyond the largest double.
 */
public final class Norms {
    /** Sums of squares in this range are neither cut off below nor above. */
    private static final double SAFE_LOW = 0x1.0p-900;

    private static final double SAFE_HIGH = 0x1.0p1000;

    private Norms() {}

    /** max |v_j|; 0 of an empty vector. */
    public static double largest(double[] v) {
        double largest = 0;
        double poison = 0;
        for (double value : v) {
            largest = Math.max(largest, Math.abs(value));
            poison += value * 0;
        }
        return finite(largest + poison);
    }

    /**
     * Refuses what is no vector of numbers.
     *
     * @return v
     */
    public static double[] requireFinite(double[] v) {
        largest(v);
        return v;
    }

    /** sum |v_j|. */
    public static double one(double[] v) {
        double sum = 0;
        for (double value : v) {
            sum += Math.abs(value);
        }
        return finite(sum);
    }

    /** sqrt(sum v_j^2). */
    public static double two(double[] v) {
        double sum = 0;
        for (double value : v) {
            sum += value * value;
        }
        if (sum >= SAFE_LOW && sum <= SAFE_HIGH) {
            return Math.sqrt(sum);
        }
        return scaled(v, 2);
    }

    /** (sum |v_j|^p)^(1/p) for 1 &lt;= p &lt;= infinity. */
    public static double p(double[] v, double p) {
        if (p == 1) {
            return one(v);
        }
        if (p == 2) {
            return two(v);
        }
        return p == Double.POSITIVE_INFINITY ? largest(v) : scaled(v, p);
    }

    private static double scaled(double[] v, double p) {
        double largest = largest(v);
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (double value : v) {
            double ratio = Math.abs(value) / largest;
            sum += p == 2 ? ratio * ratio : StrictMath.pow(ratio, p);
        }
        return finite(largest * (p == 2 ? Math.sqrt(sum) : StrictMath.pow(sum, 1 / p)));
    }

    private static double finite(double norm) {
        if (!(norm < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("a vector with NaN or infinite entries cannot be compressed");
        }
        return norm;
    }
}
