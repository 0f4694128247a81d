package io.ef21.objective;

import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.Shard;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.HuberPointwise;
import io.ef21.kernel.LeastSquaresPointwise;
import io.ef21.kernel.LogisticPointwise;
import io.ef21.kernel.Pointwise;
import io.ef21.kernel.SquaredHingePointwise;

/**
 * The loss of a row under a linear model, phi(z, y), z = a'x the margin and y the label: convex in z, with a bounded
 * second derivative.
 */
public sealed interface Loss extends RowProblem {
    /** The loops over a block of rows: a new instance for one call stack. */
    Pointwise pointwise();

    /** The supremum of the second derivative of phi in z, exactly. */
    double curvature();

    /** Whether the labels are two classes, kept as -1 and +1; else they are any finite numbers. */
    boolean binary();

    @Override
    default LabelKind labelKind() {
        return binary() ? LabelKind.TWO_CLASSES : LabelKind.NUMBERS;
    }

    /** The mean of this loss over the rows of a shard. */
    default Objective on(Shard shard) {
        return new LinearModelObjective(this, shard);
    }

    @Override
    default Objective on(Shard shard, Labels labels) {
        return on(shard);
    }

    /** A hash of this loss and of the data with the given hash. */
    default long fingerprint(long data) {
        return CounterRandom.key(data, toString().hashCode());
    }

    /** log(1 + exp(-y z)), y of -1 or +1. */
    record Logistic() implements Loss {
        private static final long serialVersionUID = 1L;

        @Override
        public Pointwise pointwise() {
            return new LogisticPointwise();
        }

        @Override
        public double curvature() {
            return 0.25;
        }

        @Override
        public boolean binary() {
            return true;
        }

        /** That of the data: what it was before there were other losses. */
        @Override
        public long fingerprint(long data) {
            return data;
        }

        @Override
        public String toString() {
            return "logistic";
        }
    }

    /** (z - y)^2 / 2. */
    record LeastSquares() implements Loss {
        private static final long serialVersionUID = 1L;

        @Override
        public Pointwise pointwise() {
            return new LeastSquaresPointwise();
        }

        @Override
        public double curvature() {
            return 1;
        }

        @Override
        public boolean binary() {
            return false;
        }

        @Override
        public String toString() {
            return "least-squares";
        }
    }

    /**
     * With r = z - y: r^2 / 2 where |r| is at most delta, delta (|r| - delta / 2) beyond (Huber 1964).
     *
     * @param delta where squares end, in the unit of the labels
     */
    record Huber(double delta) implements Loss {
        private static final long serialVersionUID = 1L;

        /**
         * @throws InvalidInputException if delta is not a positive finite number
         */
        public Huber {
            if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("--objective huber:DELTA needs a positive number for DELTA");
            }
        }

        @Override
        public Pointwise pointwise() {
            return new HuberPointwise(delta);
        }

        @Override
        public double curvature() {
            return 1;
        }

        @Override
        public boolean binary() {
            return false;
        }

        @Override
        public String toString() {
            return "huber:" + delta;
        }
    }

    /** max(0, 1 - y z)^2 / 2, y of -1 or +1. */
    record SquaredHinge() implements Loss {
        private static final long serialVersionUID = 1L;

        @Override
        public Pointwise pointwise() {
            return new SquaredHingePointwise();
        }

        @Override
        public double curvature() {
            return 1;
        }

        @Override
        public boolean binary() {
            return true;
        }

        @Override
        public String toString() {
            return "squared-hinge";
        }
    }

    /**
     * The loss with a specification such as {@code huber:0.5}.
     *
     * @throws InvalidInputException if it names none
     */
    static Loss parse(String specification) {
        if (Objectives.parse(specification, 0) instanceof Loss loss) {
            return loss;
        }
        throw new InvalidInputException("--objective " + specification + " is not the loss of a linear model");
    }
}
