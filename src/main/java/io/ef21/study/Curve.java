package io.ef21.study;

import io.ef21.auto.Link;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run had spent and reached, round by round. What a run does not know is NaN throughout.
 *
 * <p>With a link of R bytes per second and a latency of l seconds, n clients and t rounds done (round 0 counts as one)
 * the simulated seconds are t l + (U + n D) / R + (G + C) / n + S: the driver's link carries every message of every client
 * (U bytes in all) and the downlink (D bytes) once to each of them; clients evaluate (G) and compress (C) at the same time,
 * in the mean as long as measured; the server (S) works when they are done.
 */
public final class Curve {
    /** A run that failed. */
    static final Curve NONE = new Curve(new EnumMap<>(Cost.class), new EnumMap<>(Quality.class), 0, true);

    private final Map<Cost, double[]> costs;
    private final Map<Quality, double[]> qualities;
    private final int length;
    private final boolean diverged;

    private Curve(Map<Cost, double[]> costs, Map<Quality, double[]> qualities, int length, boolean diverged) {
        this.costs = costs;
        this.qualities = qualities;
        this.length = length;
        this.diverged = diverged;
    }

    /**
     * Reads the columns by the names of {@code ef21 train --history}, or of a study's own files.
     *
     * @param facts of the data; null where they are not known
     * @param link null where seconds are not simulated
     */
    static Curve of(History history, @Nullable RunFacts facts, @Nullable Link link) {
        int length = history.length();
        Map<Cost, double[]> costs = new EnumMap<>(Cost.class);
        double[] rounds = first(history, length, i -> i, Cost.ROUNDS.field());
        costs.put(Cost.ROUNDS, rounds);
        double[] up = first(history, length, i -> Double.NaN, Cost.UP_BITS.field(), "uplinkBits");
        double[] downBytes = first(history, length, i -> Double.NaN, "downlinkBytes");
        double[] down = first(history, length, i -> Byte.SIZE * downBytes[i], Cost.DOWN_BITS.field());
        costs.put(Cost.UP_BITS, up);
        costs.put(Cost.DOWN_BITS, down);
        costs.put(Cost.BITS, first(history, length, i -> up[i] + down[i], Cost.BITS.field()));
        boolean ours = facts != null && history.column("computeSeconds") != null;
        double perRound = ours && facts != null ? (double) facts.rows() / facts.clients() : Double.NaN;
        costs.put(
                Cost.GRADIENTS,
                first(history, length, i -> (rounds[i] + 1) * perRound, Cost.GRADIENTS.field(), "samples"));
        costs.put(Cost.SECONDS, first(history, length, seconds(history, facts, link), Cost.SECONDS.field()));
        Map<Quality, double[]> qualities = new EnumMap<>(Quality.class);
        for (Quality quality : Quality.values()) {
            qualities.put(quality, first(history, length, i -> Double.NaN, quality.field()));
        }
        boolean diverged = facts != null && facts.diverged();
        return new Curve(costs, qualities, length, diverged);
    }

    private static IntToDoubleFunction seconds(History history, @Nullable RunFacts facts, @Nullable Link link) {
        if (facts == null || link == null) {
            return i -> Double.NaN;
        }
        int n = facts.clients();
        double[] round = first(history, history.length(), i -> i, Cost.ROUNDS.field());
        double[] up = first(history, history.length(), i -> Double.NaN, "uplinkBytes");
        double[] down = first(history, history.length(), i -> Double.NaN, "downlinkBytes");
        double[] compute = first(history, history.length(), i -> Double.NaN, "computeSeconds");
        double[] compress = first(history, history.length(), i -> Double.NaN, "compressSeconds");
        double[] server = first(history, history.length(), i -> Double.NaN, "serverSeconds");
        return i -> (round[i] + 1) * link.latency()
                + (up[i] + n * down[i]) / link.bytesPerSecond()
                + (compute[i] + compress[i]) / n
                + server[i];
    }

    /** The first of the named columns that there is, else what is computed. */
    private static double[] first(History history, int length, IntToDoubleFunction otherwise, String... names) {
        for (String name : names) {
            double[] column = history.column(name);
            if (column != null) {
                return column;
            }
        }
        double[] computed = new double[length];
        Arrays.setAll(computed, otherwise);
        return computed;
    }

    /** The same with the gap to a minimum, where the objective is known. */
    Curve above(double minimum) {
        Map<Quality, double[]> with = new EnumMap<>(qualities);
        double[] objective = quality(Quality.OBJECTIVE);
        if (Arrays.stream(objective).anyMatch(Double::isFinite)) {
            with.put(Quality.GAP, Arrays.stream(objective).map(f -> f - minimum).toArray());
        }
        return new Curve(costs, with, length, diverged);
    }

    /** The number of rows. */
    public int length() {
        return length;
    }

    /** Whether it ended because something was not finite, or failed. */
    public boolean diverged() {
        return diverged;
    }

    /** A cost, cumulative. */
    public double[] cost(Cost cost) {
        return costs.getOrDefault(cost, new double[length]).clone();
    }

    /** A quality; NaN where it was not measured. */
    public double[] quality(Quality quality) {
        double[] values = qualities.get(quality);
        if (values == null) {
            values = new double[length];
            Arrays.fill(values, Double.NaN);
        }
        return values.clone();
    }

    /** Whether any row knows the cost. */
    public boolean knows(Cost cost) {
        return Arrays.stream(cost(cost)).anyMatch(Double::isFinite);
    }

    /** Whether any row knows the quality. */
    public boolean knows(Quality quality) {
        return Arrays.stream(quality(quality)).anyMatch(Double::isFinite);
    }

    /** What the whole run cost; NaN of no rounds. */
    public double total(Cost cost) {
        return length == 0 ? Double.NaN : cost(cost)[length - 1];
    }

    /** The cost by the first row that is as good as the target; infinite where there is none. */
    public double costTo(Quality quality, double target, Cost cost) {
        double[] values = quality(quality);
        for (int i = 0; i < length; i++) {
            if (values[i] <= target) {
                return cost(cost)[i];
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The last measured quality within a budget; infinite for a run that diverged within it, NaN where none was measured. */
    public double lastWithin(Quality quality, Cost cost, double budget) {
        double[] values = quality(quality);
        double[] spent = cost(cost);
        double last = Double.NaN;
        boolean whole = true;
        for (int i = 0; i < length; i++) {
            // a cost that is not known exceeds every budget but the infinite one
            if (spent[i] <= budget || Double.isInfinite(budget)) {
                last = Double.isNaN(values[i]) ? last : values[i];
            } else {
                whole = false;
            }
        }
        return diverged && whole ? Double.POSITIVE_INFINITY : last;
    }

    /** The last measured quality of the whole run. */
    public double last(Quality quality) {
        return lastWithin(quality, Cost.ROUNDS, Double.POSITIVE_INFINITY);
    }
}
