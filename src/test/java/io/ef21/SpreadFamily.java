package io.ef21;

import io.ef21.compress.Specification;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.Shard;
import io.ef21.kernel.Dense;
import io.ef21.objective.Objective;
import io.ef21.objective.ObjectiveFamily;
import io.ef21.objective.Problem;
import io.ef21.objective.RowProblem;

/** An objective from outside: scale/2 times the mean squared distance to the rows, whose minimum is their mean. */
public final class SpreadFamily implements ObjectiveFamily {
    @Override
    public String form() {
        return "spread:SCALE";
    }

    @Override
    public String needs() {
        return "needs a positive scale such as spread:2";
    }

    @Override
    public String formula() {
        return "SCALE |x - a|^2/2";
    }

    @Override
    public String labels() {
        return "any numbers, which do not matter";
    }

    @Override
    public String smoothness() {
        return "SCALE";
    }

    @Override
    public String model() {
        return "-";
    }

    @Override
    public Problem parse(Specification specification, long seed) {
        double scale = specification.nextDouble();
        if (!(scale > 0)) {
            throw new IllegalArgumentException("needs a positive scale");
        }
        return new Spread(scale);
    }

    /** The problem. */
    record Spread(double scale) implements RowProblem {
        private static final long serialVersionUID = 1L;

        @Override
        public LabelKind labelKind() {
            return LabelKind.NUMBERS;
        }

        @Override
        public boolean isCompact() {
            return false;
        }

        @Override
        public Objective on(Shard shard, Labels labels) {
            return new Distance(scale, shard);
        }

        @Override
        public String toString() {
            return "spread:" + scale;
        }
    }

    /** A client's function. */
    record Distance(double scale, Shard shard) implements Objective {
        private static final long serialVersionUID = 1L;

        @Override
        public int dimension() {
            return shard.owned().size();
        }

        @Override
        public long rows() {
            return shard.rows();
        }

        @Override
        public long nonzeros() {
            return shard.matrix().nonzeros();
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            double[] ones = new double[shard.rows()];
            java.util.Arrays.fill(ones, 1.0 / shard.rows());
            double[] mean = new double[x.length];
            shard.matrix().addTransposed(0, shard.rows(), ones, mean);
            double[] squares = new double[x.length];
            shard.matrix().addSquares(1.0 / shard.rows(), null, squares);
            double value = 0.5 * Dense.squaredNorm(x) - Dense.dot(x, mean);
            for (int j = 0; j < x.length; j++) {
                gradient[j] = scale * (x[j] - mean[j]);
                value += 0.5 * squares[j];
            }
            return scale * value;
        }

        @Override
        public double strongConvexity() {
            return scale;
        }

        @Override
        public void addCurvature(double[] v, double[] product) {
            // all of it is in the shift
        }

        @Override
        public double curvatureShift() {
            return scale;
        }
    }
}
