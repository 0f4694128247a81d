package io.ef21.objective;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a regularizer sees of a model: w_j (x_j - m_j) in the place of x_j. A factor of 0 exempts a column, as that of the
 * intercept; the standard deviation of a column makes r a function of standardized coefficients; m is a prior's mean. The
 * arrays are shared, not copied.
 *
 * @param factors w, not negative, one per column
 * @param center m, as long; null for 0
 */
public record Contrast(double[] factors, double @Nullable [] center) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** w (x - m), as a new vector. */
    double[] of(double[] x) {
        double[] m = center;
        double[] seen = new double[x.length];
        for (int j = 0; j < seen.length; j++) {
            seen[j] = factors[j] * (m == null ? x[j] : x[j] - m[j]);
        }
        return seen;
    }

    /** The smallest factor; 0 where a column is exempt, 1 where there are no columns. */
    double least() {
        double least = factors.length == 0 ? 1 : Double.POSITIVE_INFINITY;
        for (double factor : factors) {
            least = Math.min(least, factor);
        }
        return least;
    }
}
