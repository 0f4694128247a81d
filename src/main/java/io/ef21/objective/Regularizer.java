package io.ef21.objective;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.io.Serializable;
import java.util.List;

/**
 * A separable penalty r(x) = s(x) + p(x): s is smooth and enters by its gradient, p is convex and enters by its proximal
 * step. Exact wherever it is added. Immutable; {@code toString} gives what {@link #parse} reads.
 */
public sealed interface Regularizer extends Serializable {
    /** r(x). */
    double value(double[] x);

    /** gradient += s'(x). */
    void addGradient(double[] x, double[] gradient);

    /** product += s''(x) v, the second derivative of s at x, which is diagonal, times v. */
    void addCurvature(double[] x, double[] v, double[] product);

    /** A mu such that r - mu/2 ||x||^2 is convex; 0 where there is none above. */
    default double strongConvexity() {
        return 0;
    }

    /** The largest magnitude of the second derivative of s in any coordinate. */
    double curvature();

    /** Whether p is not zero: then the regularizer has to be at the server. */
    default boolean proximal() {
        return false;
    }

    /** The weight of |x_j| in p; 0 where p is zero. */
    default double absolute() {
        return 0;
    }

    /**
     * One coordinate of the proximal step, argmin_u p(u) + (u - z)^2 / (2 gamma).
     *
     * @param gamma the step size, positive
     */
    default double prox(double z, double gamma) {
        return z;
    }

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
        public void addCurvature(double[] x, double[] v, double[] product) {
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
            requireNonnegative("l2:LAMBDA", lambda);
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
        public void addCurvature(double[] x, double[] v, double[] product) {
            addGradient(v, product);
        }

        @Override
        public double strongConvexity() {
            return curvature();
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
            requireNonnegative("nonconvex:LAMBDA", lambda);
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
        public void addCurvature(double[] x, double[] v, double[] product) {
            for (int j = 0; j < x.length; j++) {
                double s = 1 + x[j] * x[j];
                product[j] += 2 * lambda * (4 - 3 * s) / (s * s * s) * v[j];
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
     * r(x) = lambda (ratio ||x||_1 + (1 - ratio)/2 ||x||^2), MLlib's elastic net: the absolute values by their proximal
     * step (soft threshold), the squares by their gradient. With ratio 1 it is the lasso.
     */
    record ElasticNet(double lambda, double ratio) implements Regularizer {
        public ElasticNet {
            requireNonnegative("elasticnet:LAMBDA:RATIO", lambda);
            if (!(ratio >= 0 && ratio <= 1)) {
                throw new InvalidInputException(
                        "--regularizer elasticnet:LAMBDA:RATIO needs a RATIO in [0, 1] (got " + ratio + ")");
            }
        }

        @Override
        public double value(double[] x) {
            double absolute = 0;
            double squares = 0;
            for (double v : x) {
                absolute += Math.abs(v);
                squares += v * v;
            }
            return lambda * (ratio * absolute + (1 - ratio) / 2 * squares);
        }

        @Override
        public void addGradient(double[] x, double[] gradient) {
            for (int j = 0; j < x.length; j++) {
                gradient[j] += curvature() * x[j];
            }
        }

        @Override
        public void addCurvature(double[] x, double[] v, double[] product) {
            addGradient(v, product);
        }

        @Override
        public double strongConvexity() {
            return curvature();
        }

        @Override
        public double curvature() {
            return lambda * (1 - ratio);
        }

        @Override
        public boolean proximal() {
            return lambda * ratio > 0;
        }

        @Override
        public double absolute() {
            return lambda * ratio;
        }

        @Override
        public double prox(double z, double gamma) {
            double threshold = gamma * absolute();
            return Math.abs(z) <= threshold ? 0.0 : z - Math.copySign(threshold, z);
        }

        @Override
        public String toString() {
            return ratio == 1 ? "l1:" + lambda : "elasticnet:" + lambda + ":" + ratio;
        }
    }

    /** The specifications that {@link #parse} knows. */
    List<String> FORMS = List.of("none", "l2:LAMBDA", "nonconvex:LAMBDA", "l1:LAMBDA", "elasticnet:LAMBDA:RATIO");

    /**
     * The regularizer with a specification, one of {@link #FORMS}.
     *
     * @throws InvalidInputException if there is none of that name or its arguments are wrong
     */
    static Regularizer parse(String specification) {
        String[] parts = specification.split(":", -1);
        int arguments = parts.length - 1;
        return switch (parts[0] + "/" + arguments) {
            case "none/0" -> new None();
            case "l2/1" -> new L2(number(parts[1]));
            case "nonconvex/1" -> new Nonconvex(number(parts[1]));
            case "l1/1" -> new ElasticNet(number(parts[1]), 1);
            case "elasticnet/2" -> new ElasticNet(number(parts[1]), number(parts[2]));
            default -> throw new InvalidInputException(Nearest.unknown("regularizer", specification, FORMS));
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void requireNonnegative(String form, double lambda) {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--regularizer " + form + " needs a nonnegative number for LAMBDA");
        }
    }
}
