package io.ef21.study;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.util.List;

/**
 * How the best values of a grid are chosen: by the smallest quality that a run ends with, all or within a budget; or by
 * the least cost to a target, where none reaches it by the smallest quality. Over several seeds the median counts; of
 * equals, the first of the grid.
 *
 * @param by which quality
 * @param at which cost the budget or the target is about
 * @param budget of the cost; infinite for the whole run
 * @param target of the quality; NaN for none
 * @param seeds that take part, the first of the study's; 0 for all
 */
public record Tuning(Quality by, Cost at, double budget, double target, int seeds) {
    /** By the squared gradient norm at the end. */
    public static final Tuning DEFAULT =
            new Tuning(Quality.GRADIENT, Cost.ROUNDS, Double.POSITIVE_INFINITY, Double.NaN, 0);

    private static final List<String> KEYS = List.of("by", "at", "budget", "target", "seeds");

    /**
     * The choice from {@code by=gradNormSq,at=up-bits,budget=1e6}, each part of which may be missing.
     *
     * @throws InvalidInputException if it makes no sense
     */
    static Tuning parse(String text) {
        Quality by = DEFAULT.by;
        Cost at = DEFAULT.at;
        double budget = DEFAULT.budget;
        double target = DEFAULT.target;
        int seeds = 0;
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(0, equals)).strip();
            String value = part.substring(equals + 1).strip();
            switch (key) {
                case "by" -> by = Quality.named(value);
                case "at" -> at = Cost.named(value);
                case "budget" -> budget = positive(key, value);
                case "target" -> target = positive(key, value);
                case "seeds" -> seeds = (int) positive(key, value);
                default -> throw new InvalidInputException(Nearest.unknown("key of tune", key, KEYS));
            }
        }
        if (by == Quality.GAP) {
            throw new InvalidInputException(
                    "by objective, which orders the same: the gap is known only when all runs are done");
        }
        if (!Double.isNaN(target) && Double.isFinite(budget)) {
            throw new InvalidInputException("it has a budget or a target, not both");
        }
        return new Tuning(by, at, budget, target, seeds);
    }

    private static double positive(String key, String text) {
        double value = Double.parseDouble(text);
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new InvalidInputException("expected a positive number for " + key + " (got '" + text + "')");
        }
        return value;
    }

    /** The smaller, the better; infinite where a run diverged, failed or missed the target. */
    public double score(Curve curve) {
        return Double.isNaN(target) ? last(curve) : curve.costTo(by, target, at);
    }

    /** The last quality within the budget; infinite where a run diverged, failed or measured none. */
    public double last(Curve curve) {
        double last = curve.lastWithin(by, at, budget);
        return Double.isNaN(last) ? Double.POSITIVE_INFINITY : last;
    }

    /** For people. */
    public String text() {
        String median = seeds == 1 ? "" : ", the median over the seeds";
        if (!Double.isNaN(target)) {
            return "the least " + at.text() + " to " + new Target(by, target) + median;
        }
        String within = Double.isInfinite(budget) ? "" : " within " + Text.plain(budget) + " " + at.text();
        return "the smallest last " + by.text() + within + median;
    }
}
