package io.ef21.study;

import io.ef21.plot.Axis;
import io.ef21.plot.Figure;
import io.ef21.plot.Panel;
import io.ef21.plot.Scale;
import io.ef21.plot.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The pictures of a study: each quality against each cost, the median over the seeds within its quantiles. */
public final class StudyFigures {
    private static final int COLUMNS = 2;
    private static final List<Quality> SHOWN = List.of(Quality.GRADIENT, Quality.GAP);

    private StudyFigures() {}

    /** One figure for each quality that was measured, with a panel for each cost. */
    public static Map<Quality, Figure> of(StudyResult result) {
        Map<Quality, Figure> figures = new EnumMap<>(Quality.class);
        List<Cost> costs = StudyTable.known(result);
        for (Quality quality : SHOWN) {
            if (result.all().stream().flatMap(row -> row.curves().stream()).anyMatch(curve -> curve.knows(quality))) {
                List<Panel> panels =
                        costs.stream().map(cost -> panel(result, quality, cost)).toList();
                figures.put(quality, new Figure(result.study().title(), subtitle(result), panels, COLUMNS));
            }
        }
        return figures;
    }

    /** The costs of the panels, in their order. */
    static List<Cost> costs(StudyResult result) {
        return StudyTable.known(result);
    }

    private static Panel panel(StudyResult result, Quality quality, Cost cost) {
        List<Series> series = new ArrayList<>();
        Spread.Band band = result.study().band();
        for (Standing row : result.all()) {
            double[] medians = row.qualities(quality, band, Spread::median);
            int end = end(medians, result.study().floor());
            Series median = new Series(row.label(), until(end, row.costs(cost)), until(end, medians));
            series.add(
                    row.curves().size() == 1
                            ? median
                            : median.withBand(
                                    until(end, row.qualities(quality, band, Spread::low)),
                                    until(end, row.qualities(quality, band, Spread::high))));
        }
        Axis horizontal = new Axis(cost.text(), result.study().logarithmic() ? Scale.LOG10 : Scale.LINEAR);
        return new Panel("", horizontal, new Axis(quality.text(), Scale.LOG10), series);
    }

    /** How many rows there are until the curve is below the floor, that one with them. */
    private static int end(double[] values, double floor) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < floor) {
                return i + 1;
            }
        }
        return values.length;
    }

    private static double[] until(int end, double[] values) {
        return Arrays.copyOf(values, end);
    }

    private static String subtitle(StudyResult result) {
        RunFacts facts = result.facts();
        int seeds = result.standings().stream()
                .mapToInt(row -> row.seeds().size())
                .max()
                .orElse(1);
        Spread.Band band = result.study().band();
        List<String> parts = new ArrayList<>();
        if (facts != null) {
            parts.add("%,d rows, %,d features, %d clients".formatted(facts.rows(), facts.features(), facts.clients()));
        }
        if (seeds > 1) {
            parts.add("medians over %d seeds, quantiles %s to %s".formatted(seeds, band.low(), band.high()));
        }
        if (!result.study().linkText().isEmpty()) {
            parts.add("link " + result.study().linkText());
        }
        return String.join("; ", parts);
    }
}
