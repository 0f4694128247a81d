package io.ef21.update;

import io.ef21.kernel.Chunks;
import io.ef21.objective.Penalty;
import java.util.Arrays;

/**
 * A proximal quasi-Newton step (Lee, Sun and Saunders 2014): to where g'd + d'Bd/2 + p(z + d) is least, p the part of the
 * penalty that is not smooth. Nobody but the server works for it, and it uses what is known of the curvature wherever an
 * entry becomes zero or leaves it, which orthant-wise steps do not.
 *
 * <p>The minimum is searched by coordinate descent over a working set, the entries that are or may become nonzero, as in
 * glmnet (Friedman, Hastie and Tibshirani 2010): B is the identity and a matrix of low rank, so a coordinate costs as much as
 * the rank (Scheinberg and Tang 2016).
 *
 * @param change d
 * @param decrease what the model falls by
 */
record PenalizedStep(double[] change, double decrease) {
    /** A sweep that moves a hundredth of what the first one has moved ends the search. */
    private static final double FRACTION = 0.01;

    private static final int SWEEPS = 100;
    private static final int FEWEST_SWEEPS = 5;

    /** Products that all sweeps of a search may take: some tenths of a second. */
    private static final long PRODUCTS = 1L << 28;

    /** How often entries that the first working set lacks are taken in. */
    private static final int EXTENSIONS = 3;

    /** Less curvature than this, relative to sigma, is rounding. */
    private static final double LEAST_CURVATURE = 1e-8;

    /**
     * The step.
     *
     * @param gradient of the smooth part at z
     */
    static PenalizedStep of(double[] z, double[] gradient, Penalty penalty, QuadraticModel model) {
        Search search = new Search(z, gradient, penalty, model);
        double[] slope = gradient;
        for (int extension = 0; extension <= EXTENSIONS && search.extend(slope); extension++) {
            search.sweep();
            slope = model.times(search.change);
            Chunks.addScaled(1.0, gradient, slope);
        }
        return new PenalizedStep(search.change, decrease(z, search.change, gradient, slope, penalty));
    }

    /** With both gradients of the model, at z and at z + d, its value needs no product with B. */
    private static double decrease(double[] z, double[] d, double[] gradient, double[] slope, Penalty penalty) {
        return Chunks.sum(d.length, (from, to) -> {
            double sum = 0;
            for (int j = from; j < to; j++) {
                if (d[j] != 0) {
                    sum += penalty.absolute(j) * (Math.abs(z[j]) - Math.abs(z[j] + d[j]));
                    sum -= d[j] * (gradient[j] + slope[j]) / 2;
                }
            }
            return sum;
        });
    }

    /** Coordinate descent on the entries that it was told of. */
    private static final class Search {
        final double[] change;
        private final double[] z;
        private final double[] gradient;
        private final Penalty penalty;
        private final QuadraticModel model;
        /** Products of the change with the terms of B, with their signs. */
        private final double[] products;

        private final boolean[] taken;
        private int[] columns = {};
        private double[][] rows = {};
        private double[] curvatures = {};
        private double first;

        Search(double[] z, double[] gradient, Penalty penalty, QuadraticModel model) {
            this.z = z;
            this.gradient = gradient;
            this.penalty = penalty;
            this.model = model;
            this.change = new double[z.length];
            this.products = new double[model.rank()];
            this.taken = new boolean[z.length];
        }

        /**
         * Takes in the entries that are not zero, or should not stay so.
         *
         * @param slope the model's gradient at the present change
         * @return whether there are new ones
         */
        boolean extend(double[] slope) {
            int before = columns.length;
            int[] added = new int[z.length];
            int count = 0;
            for (int j = 0; j < z.length; j++) {
                if (!taken[j] && (z[j] != 0 || Math.abs(slope[j]) > penalty.absolute(j))) {
                    taken[j] = true;
                    added[count++] = j;
                }
            }
            columns = Arrays.copyOf(columns, before + count);
            System.arraycopy(added, 0, columns, before, count);
            rows = Arrays.copyOf(rows, before + count);
            curvatures = Arrays.copyOf(curvatures, before + count);
            Chunks.forEach(count, (from, to) -> {
                for (int i = before + from; i < before + to; i++) {
                    rows[i] = model.row(columns[i]);
                    curvatures[i] = curvature(rows[i]);
                }
            });
            return count > 0;
        }

        private double curvature(double[] row) {
            double sum = model.identity();
            for (int t = 0; t < row.length; t++) {
                sum += QuadraticModel.sign(t) * row[t] * row[t];
            }
            return Math.max(sum, LEAST_CURVATURE * model.identity());
        }

        /** Sweeps over all entries until they hardly move. */
        void sweep() {
            long work = (long) columns.length * (products.length + 1);
            long sweeps = Math.max(FEWEST_SWEEPS, Math.min(SWEEPS, PRODUCTS / work));
            for (int s = 0; s < sweeps; s++) {
                double moved = 0;
                for (int i = 0; i < columns.length; i++) {
                    moved += minimize(columns[i], rows[i], curvatures[i]);
                }
                if (first == 0) {
                    first = moved;
                }
                if (moved <= FRACTION * FRACTION * first) {
                    return;
                }
            }
        }

        /** Moves one entry to where the model is least along it. */
        private double minimize(int j, double[] row, double curvature) {
            double slope = gradient[j] + model.identity() * change[j];
            for (int t = 0; t < row.length; t++) {
                slope += row[t] * products[t];
            }
            double before = z[j] + change[j];
            double after = penalty.prox(j, before - slope / curvature, 1 / curvature);
            double moved = after - before;
            if (moved == 0) {
                return 0;
            }
            // z + d is to be zero to the last bit
            change[j] = after == 0 ? -z[j] : change[j] + moved;
            for (int t = 0; t < row.length; t += 2) {
                products[t] -= moved * row[t];
                products[t + 1] += moved * row[t + 1];
            }
            return moved * moved * curvature;
        }
    }
}
