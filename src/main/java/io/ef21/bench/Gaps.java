package io.ef21.bench;

/**
 * Relative gaps: how far an objective value is above the optimum, as a share of how far the start is.
 *
 * @param start f(0)
 * @param optimum the smallest value known
 */
public record Gaps(double start, double optimum) {
    /** (f - f*) / (f(0) - f*). */
    public double relative(double objective) {
        return (objective - optimum) / (start - optimum);
    }

    /** The number of iterations after which a gap is reached first; -1 if it is not. */
    public int iterationsTo(double gap, double[] objectives) {
        for (int i = 0; i < objectives.length; i++) {
            if (relative(objectives[i]) <= gap) {
                return i;
            }
        }
        return -1;
    }

    /** The smallest gap of a run; NaN if nothing was finite. */
    public double smallest(double[] objectives) {
        double smallest = Double.NaN;
        for (double objective : objectives) {
            double gap = relative(objective);
            smallest = Double.isFinite(gap) && !(gap >= smallest) ? gap : smallest;
        }
        return smallest;
    }
}
