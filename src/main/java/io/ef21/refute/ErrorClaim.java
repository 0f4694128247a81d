package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import java.util.List;
import java.util.Locale;

/**
 * E||C(x) - c x||^2 &lt;= b ||x||^2. With c = 1, alpha and omega are such claims; with c = beta / 2 and b = c^2 it is what B1 and B2 say about beta,
 * E||C(x)||^2 &lt;= beta E&lt;C(x), x&gt;, as ||C(x) - c x||^2 = ||C(x)||^2 - 2c &lt;C(x), x&gt; + c^2 ||x||^2.
 *
 * @param subject what it is about
 * @param name what it is called
 * @param centre c
 * @param bound b
 */
record ErrorClaim(Subject subject, String name, double centre, double bound) implements Claim {
    /** Draws that guide the search. */
    private static final int FEW = 32;

    /** Draws that tell how large an error is. */
    private static final int MANY = 4000;

    /** Rounding: a bound is broken if it is exceeded by this factor, and by {@link #ABSOLUTE}. */
    private static final double RELATIVE = 1 + 1e-9;

    private static final double ABSOLUTE = 1e-16;

    /** The contraction, where it is claimed. */
    static ErrorClaim contraction(Subject subject) {
        return new ErrorClaim(subject, "alpha", 1, 1 - subject.claims().alpha());
    }

    /** The variance, where it is claimed. */
    static ErrorClaim variance(Subject subject) {
        return new ErrorClaim(subject, "omega", 1, subject.claims().omega());
    }

    /** beta of B1 or B2. */
    static ErrorClaim beta(Subject subject, String name, double beta) {
        return new ErrorClaim(subject, name, beta / 2, beta * beta / 4);
    }

    /** The bound with what rounding may add. */
    private double limit() {
        return bound * RELATIVE + ABSOLUTE;
    }

    private double error(double[] x, long key) {
        return Euclid.squareRatio(subject.apply(x, key), centre, x);
    }

    @Override
    public double score(double[] x, long seed) {
        return mean(x, seed, isStatistical() ? FEW : 1);
    }

    @Override
    public double measure(double[] x, long seed) {
        return mean(x, seed, isStatistical() ? MANY : 1);
    }

    private double mean(double[] x, long seed, int draws) {
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            sum += error(x, CounterRandom.key(seed, i));
        }
        return sum / draws / limit();
    }

    @Override
    public Verdict test(double[] x, long seed, double error) {
        if (!isStatistical()) {
            double found = error(x, seed);
            return new Verdict(found > limit() ? violation(found, 0) : null, found / limit());
        }
        double[] sum = new double[1];
        Bout bout = Bout.of(
                List.of(Wealth.againstMean()),
                n -> {
                    double z = error(x, CounterRandom.key(seed, n));
                    sum[0] += z;
                    return new double[] {z / limit()};
                },
                error);
        double mean = sum[0] / bout.draws();
        if (!bout.won()) {
            return new Verdict(null, mean / limit());
        }
        // the draws that won were many enough to win: others tell how large the error is
        double score = measure(x, CounterRandom.key(seed, -1));
        return new Verdict(violation(score * limit(), bout.draws()), score);
    }

    private Violation violation(double found, int draws) {
        String left = "||C(x) - " + (centre == 1 ? "" : text(centre) + " ") + "x||^2";
        return new Violation(
                (draws > 0 ? "E" : "") + left + " <= " + text(bound) + " ||x||^2, which is " + meaning(bound),
                left + " = " + text(found) + " ||x||^2" + (draws > 0 ? " on average" : ""),
                draws);
    }

    /** What a bound says in terms of the constant. */
    private String meaning(double value) {
        return switch (name) {
            case "alpha" -> "alpha = " + text(1 - value);
            case "omega" -> "omega = " + text(value);
            default -> name + " = " + text(2 * centre);
        };
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.7g", value);
    }

    @Override
    public boolean isStatistical() {
        return !subject.claims().deterministic();
    }

    @Override
    public String summary(double worstScore) {
        double worst = worstScore * limit();
        return switch (name) {
            case "alpha" -> "claimed " + text(1 - bound) + ", seen " + text(1 - worst);
            case "omega" -> "claimed " + text(bound) + ", seen " + text(worst);
            default -> "claimed " + text(2 * centre) + ", seen " + text(worst / bound) + " of it";
        };
    }
}
