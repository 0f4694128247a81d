package io.ef21.objective;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.io.Serializable;
import java.util.List;

/** A separable penalty r(x), exact wherever it is added. Immutable; {@code toString} gives what {@link #parse} reads. */
public sealed interface Regularizer extends Serializable {
    /** r(x). */
    double value(double[] x);

    /** gradient += r'(x). */
    void addGradient(double[] x, double[] gradient);

    /** The largest magnitude of the second derivative of any coordinate. */
    double curvature();

    /** r = 0. */
    record None() implements Regularizer {
        @Override
        public double value(double[] x) {
            return 0;
        }

        @Override
        public void addGradient(double[] x, double[] gradient) {
            // nothing to add
        }

        @Override
        public double curvature() {
            return 0;
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /** r(x) = lambda/2 sum_j x_j^2. */
    record L2(double lambda) implements Regularizer {
        public L2 {
            requireNonnegative("l2", lambda);
        }

        @Override
        public double value(double[] x) {
            double sum = 0;
            for (double v : x) {
                sum += v * v;
            }
            return lambda / 2 * sum;
        }

        @Override
        public void addGradient(double[] x, double[] gradient) {
            for (int j = 0; j < x.length; j++) {
                gradient[j] += lambda * x[j];
            }
        }

        @Override
        public double curvature() {
            return lambda;
        }

        @Override
        public String toString() {
            return "l2:" + lambda;
        }
    }

    /**
     * r(x) = lambda sum_j x_j^2 / (1 + x_j^2), the nonconvex regularizer of the EF21 paper (equation 19); its second
     * derivative lies in [-lambda/2, 2 lambda].
     */
    record Nonconvex(double lambda) implements Regularizer {
        public Nonconvex {
            requireNonnegative("nonconvex", lambda);
        }

        @Override
        public double value(double[] x) {
            double sum = 0;
            for (double v : x) {
                double square = v * v;
                sum += square / (1 + square);
            }
            return lambda * sum;
        }

        @Override
        public void addGradient(double[] x, double[] gradient) {
            for (int j = 0; j < x.length; j++) {
                double s = 1 + x[j] * x[j];
                gradient[j] += 2 * lambda * x[j] / (s * s);
            }
        }

        @Override
        public double curvature() {
            return 2 * lambda;
        }

        @Override
        public String toString() {
            return "nonconvex:" + lambda;
        }
    }

    /**
     * The regularizer with a specification: {@code none}, {@code l2:LAMBDA} or {@code nonconvex:LAMBDA}.
     *
     * @throws InvalidInputException if there is none of that name or LAMBDA is not a nonnegative number
     */
    static Regularizer parse(String specification) {
        int colon = specification.indexOf(':');
        String name = colon < 0 ? specification : specification.substring(0, colon);
        if (specification.equals("none")) {
            return new None();
        }
        if (!List.of("l2", "nonconvex").contains(name)) {
            throw new InvalidInputException(
                    Nearest.unknown("regularizer", specification, List.of("none", "l2:LAMBDA", "nonconvex:LAMBDA")));
        }
        double lambda;
        try {
            lambda = colon < 0 ? Double.NaN : Double.parseDouble(specification.substring(colon + 1));
        } catch (NumberFormatException e) {
            lambda = Double.NaN;
        }
        requireNonnegative(name, lambda);
        return name.equals("l2") ? new L2(lambda) : new Nonconvex(lambda);
    }

    private static void requireNonnegative(String name, double lambda) {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "--regularizer %s:LAMBDA needs a nonnegative number, such as %s:0.1".formatted(name, name));
        }
    }
}
