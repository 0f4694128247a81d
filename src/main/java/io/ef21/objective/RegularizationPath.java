package io.ef21.objective;

import io.ef21.data.InvalidInputException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The regularizers that one run goes through, the strongest first. A run that has one regularizer goes through that.
 *
 * @param points in descending order of lambda, at least one
 */
public record RegularizationPath(List<Point> points) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1000;

    /** Lambdas between the ends of a range are rounded to so many significant digits: they name folders. */
    private static final MathContext DIGITS = new MathContext(6);

    /**
     * One of the regularizers.
     *
     * @param lambda its strength, positive; NaN where the run has no path
     * @param regularizer with that strength
     */
    public record Point(double lambda, Regularizer regularizer) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Copies the list. */
    public RegularizationPath {
        points = List.copyOf(points);
    }

    /** No path: one regularizer. */
    public static RegularizationPath of(Regularizer only) {
        return new RegularizationPath(List.of(new Point(Double.NaN, only)));
    }

    /**
     * A path by its specification.
     *
     * @param family l2, nonconvex, l1 or elasticnet:RATIO
     * @param lambdas positive numbers separated by commas in any order, or FROM:TO:COUNT for a geometric range
     * @throws InvalidInputException if one is not that, or a lambda occurs twice
     */
    public static RegularizationPath parse(String family, String lambdas) {
        List<Double> values = lambdas.contains(":") ? range(lambdas) : list(lambdas);
        values.sort(Collections.reverseOrder());
        List<Point> points = new ArrayList<>();
        for (double lambda : values) {
            if (!points.isEmpty() && points.get(points.size() - 1).lambda() == lambda) {
                throw new InvalidInputException("--lambdas " + lambdas + " has " + lambda + " twice");
            }
            points.add(new Point(lambda, member(family, lambda)));
        }
        return new RegularizationPath(points);
    }

    /** Whether it was asked for: then its lambdas are numbers. */
    public boolean named() {
        return !Double.isNaN(points.get(0).lambda());
    }

    /** The strongest regularizer. */
    public Regularizer first() {
        return points.get(0).regularizer();
    }

    /** The lambdas, separated by commas; {@code none} where there is no path. */
    @Override
    public String toString() {
        return named()
                ? String.join(
                        ",",
                        points.stream()
                                .map(point -> Double.toString(point.lambda()))
                                .toList())
                : "none";
    }

    private static Regularizer member(String family, double lambda) {
        String ratio = family.startsWith("elasticnet:") ? family.substring("elasticnet".length()) : "";
        return switch (family) {
            case "l2", "nonconvex", "l1" -> Regularizer.parse(family + ":" + lambda);
            default -> {
                if (ratio.isEmpty() || ratio.indexOf(':', 1) >= 0) {
                    throw new InvalidInputException("with --lambdas, --regularizer is l2, nonconvex, l1 or"
                            + " elasticnet:RATIO, without a LAMBDA of its own (got '" + family + "')");
                }
                yield Regularizer.parse("elasticnet:" + lambda + ratio);
            }
        };
    }

    private static List<Double> list(String lambdas) {
        List<Double> values = new ArrayList<>();
        for (String part : lambdas.split(",", -1)) {
            values.add(positive(part, lambdas));
        }
        requireFew(values.size(), lambdas);
        return values;
    }

    private static List<Double> range(String lambdas) {
        String[] parts = lambdas.split(":", -1);
        if (parts.length != 3) {
            throw wrong(lambdas, null);
        }
        double from = positive(parts[0], lambdas);
        double to = positive(parts[1], lambdas);
        int count;
        try {
            count = Integer.parseInt(parts[2].strip());
        } catch (NumberFormatException e) {
            throw wrong(lambdas, e);
        }
        if (count < 2) {
            throw new InvalidInputException("--lambdas FROM:TO:COUNT needs a COUNT of at least 2 (got " + count + ")");
        }
        requireFew(count, lambdas);
        List<Double> values = new ArrayList<>();
        values.add(from);
        for (int i = 1; i < count - 1; i++) {
            values.add(new BigDecimal(from * Math.pow(to / from, (double) i / (count - 1)))
                    .round(DIGITS)
                    .doubleValue());
        }
        values.add(to);
        return values;
    }

    private static double positive(String text, String lambdas) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(lambdas, e);
        }
        throw wrong(lambdas, null);
    }

    private static void requireFew(int count, String lambdas) {
        if (count > MOST) {
            throw new InvalidInputException(
                    "--lambdas " + lambdas + " are " + count + ", at most " + MOST + " are possible");
        }
    }

    private static InvalidInputException wrong(String lambdas, @org.jspecify.annotations.Nullable Exception cause) {
        String sentence = "--lambdas must be positive numbers such as 1e-2,1e-3, or FROM:TO:COUNT such as 1e-1:1e-4:10"
                + " (got '" + lambdas + "')";
        return cause == null ? new InvalidInputException(sentence) : new InvalidInputException(sentence, cause);
    }
}
