package io.ef21.study;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A row of the table: an entry with its best options, over its seeds.
 *
 * @param label its name
 * @param choice of its options
 * @param endings of its runs, one per seed
 * @param seeds one per run
 * @param curves one per seed, with gaps
 * @param command that repeats the first of them
 * @param histories file names of the runs, one per seed; empty where one failed
 */
public record Standing(
        String label,
        Choice choice,
        List<String> endings,
        List<Long> seeds,
        List<Curve> curves,
        String command,
        List<String> histories) {

    /** The spread of a number over the seeds. */
    public Spread spread(Spread.Band band, ToDoubleFunction<Curve> number) {
        return band.of(curves.stream().mapToDouble(number).toArray());
    }

    /** How many seeds reach a target. */
    public long reaching(Target target) {
        return curves.stream()
                .filter(curve -> Double.isFinite(curve.costTo(target.quality(), target.value(), Cost.ROUNDS)))
                .count();
    }

    /** How many seeds diverged or failed. */
    public long diverged() {
        return curves.stream().filter(Curve::diverged).count();
    }

    /** The rows that every seed has; what a run that diverged had until then counts. */
    int commonLength() {
        return curves.stream().mapToInt(Curve::length).min().orElse(0);
    }

    /** The median cost over the seeds, row by row. */
    double[] costs(Cost cost) {
        return rows(Spread.Band.QUARTILES, curve -> curve.cost(cost), Spread::median);
    }

    /** A quantile or the median of a quality over the seeds, row by row. */
    double[] qualities(Quality quality, Spread.Band band, ToDoubleFunction<Spread> part) {
        return rows(band, curve -> curve.quality(quality), part);
    }

    private double[] rows(Spread.Band band, Function<Curve, double[]> column, ToDoubleFunction<Spread> part) {
        List<double[]> columns = curves.stream().map(column).toList();
        double[] rows = new double[commonLength()];
        for (int i = 0; i < rows.length; i++) {
            int row = i;
            rows[i] = part.applyAsDouble(
                    band.of(columns.stream().mapToDouble(values -> values[row]).toArray()));
        }
        return rows;
    }
}
