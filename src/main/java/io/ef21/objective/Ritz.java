package io.ef21.objective;

/**
 * The top of a symmetric tridiagonal matrix, in time and memory proportional to its size: the largest eigenvalue by
 * bisection on the signs of pivots, to the last bit that they tell; its vector by a twisted factorization, from the row
 * where the pivots from above and from below meet best (Fernando 1997; Dhillon and Parlett 2004), which recurrences
 * from one end do not give once a leading block has converged.
 *
 * @param largest eigenvalue
 * @param lastEntry magnitude of the last entry of its unit vector
 */
record Ritz(double largest, double lastEntry) {
    /**
     * The top of the matrix of the first m entries of the diagonal and m - 1 beside it.
     *
     * @param beside not zero
     * @param m at least 1
     */
    static Ritz of(double[] diagonal, double[] beside, int m) {
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < m; i++) {
            double radius = (i > 0 ? Math.abs(beside[i - 1]) : 0) + (i < m - 1 ? Math.abs(beside[i]) : 0);
            low = Math.max(low, diagonal[i]);
            high = Math.max(high, diagonal[i] + radius);
        }
        for (double middle = low + (high - low) / 2; low < middle && middle < high; middle = low + (high - low) / 2) {
            if (isAbove(middle, diagonal, beside, m)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return new Ritz(high, lastEntry(high, diagonal, beside, m));
    }

    /** Whether all eigenvalues are below: all pivots of shift I - T are positive. */
    private static boolean isAbove(double shift, double[] diagonal, double[] beside, int m) {
        double pivot = shift - diagonal[0];
        for (int i = 1; i < m && pivot > 0; i++) {
            pivot = shift - diagonal[i] - beside[i - 1] * (beside[i - 1] / pivot);
        }
        return pivot > 0;
    }

    private static double lastEntry(double value, double[] diagonal, double[] beside, int m) {
        double tiny = Math.max(Math.abs(value) * 0x1p-100, Double.MIN_NORMAL);
        double[] above = new double[m];
        double[] below = new double[m];
        for (int i = 0; i < m; i++) {
            double carried = i > 0 ? beside[i - 1] * (beside[i - 1] / above[i - 1]) : 0;
            above[i] = apart(value - diagonal[i] - carried, tiny);
        }
        int twist = m - 1;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = m - 1; i >= 0; i--) {
            double carried = i < m - 1 ? beside[i] * (beside[i] / below[i + 1]) : 0;
            below[i] = apart(value - diagonal[i] - carried, tiny);
            double meeting = Math.abs(above[i] - carried);
            if (meeting < smallest) {
                smallest = meeting;
                twist = i;
            }
        }
        double squaredNorm = 1;
        double entry = 1;
        for (int i = twist - 1; i >= 0; i--) {
            entry *= beside[i] / above[i];
            squaredNorm += entry * entry;
        }
        entry = 1;
        for (int i = twist + 1; i < m; i++) {
            entry *= beside[i - 1] / below[i];
            squaredNorm += entry * entry;
        }
        return Math.abs(entry) / Math.sqrt(squaredNorm);
    }

    /** A pivot that can be divided by. */
    private static double apart(double pivot, double tiny) {
        return Math.abs(pivot) < tiny ? tiny : pivot;
    }

    /** The distance to an eigenvalue of the whole matrix is at most this. */
    double residual(double beta) {
        return beta * lastEntry;
    }
}
