package io.ef21.study;

import io.ef21.plot.HtmlReport.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of a study, for text and for the report. */
public final class StudyTable {
    private final StudyResult result;
    private final Spread.Band band;

    private StudyTable(StudyResult result) {
        this.result = result;
        this.band = result.study().band();
    }

    /** All tables: how the runs ended, the price of every target, and of the tuning. */
    public static List<Table> of(StudyResult result) {
        StudyTable tables = new StudyTable(result);
        List<Table> all = new ArrayList<>();
        all.add(tables.ends());
        result.study().targets().forEach(target -> all.add(tables.price(target)));
        if (result.standings().stream().anyMatch(row -> row.choice().runs() > 0)) {
            all.add(tables.tuning());
        }
        return all;
    }

    /** The costs that any row knows. */
    static List<Cost> known(StudyResult result) {
        return Stream.of(Cost.values())
                .filter(cost -> result.all().stream()
                        .flatMap(row -> row.curves().stream())
                        .anyMatch(curve -> curve.knows(cost)))
                .toList();
    }

    private Table ends() {
        List<List<String>> rows = new ArrayList<>();
        for (Standing row : result.all()) {
            List<String> cells = new ArrayList<>();
            cells.add(row.label());
            cells.add(row.choice().text());
            cells.add(Integer.toString(row.seeds().size()));
            cells.add(row.spread(band, curve -> curve.total(Cost.ROUNDS)).text());
            for (Quality quality : Quality.values()) {
                Spread last = row.spread(band, curve -> curve.last(quality));
                cells.add(quality == Quality.OBJECTIVE ? last.text(Text::precise) : last.text());
            }
            cells.add(ending(row));
            rows.add(cells);
        }
        List<String> header = new ArrayList<>(List.of("run", "parameters", "seeds", "rounds"));
        for (Quality quality : Quality.values()) {
            header.add("last " + quality.field());
        }
        header.add("end");
        return new Table("Where the runs ended: " + over(), header, rows);
    }

    private static String ending(Standing row) {
        if (row.diverged() > 0) {
            String why = row.endings().stream()
                    .filter(ending -> ending.startsWith("failed"))
                    .findFirst()
                    .orElse("diverged");
            return "%d of %d %s".formatted(row.diverged(), row.seeds().size(), why);
        }
        return String.join("; ", row.endings().stream().distinct().toList());
    }

    private Table price(Target target) {
        List<Cost> costs = known(result);
        List<List<String>> rows = new ArrayList<>();
        for (Standing row : result.all()) {
            List<String> cells = new ArrayList<>();
            cells.add(row.label());
            cells.add("%d of %d".formatted(row.reaching(target), row.curves().size()));
            for (Cost cost : costs) {
                cells.add(row.spread(band, curve -> curve.costTo(target.quality(), target.value(), cost))
                        .text());
            }
            rows.add(cells);
        }
        List<String> header = new ArrayList<>(List.of("run", "reached by"));
        costs.forEach(cost -> header.add(cost.heading()));
        return new Table("To " + target + ", costs per client: " + over(), header, rows);
    }

    private Table tuning() {
        List<List<String>> rows = new ArrayList<>();
        for (Standing row : result.standings()) {
            Choice choice = row.choice();
            if (choice.runs() > 0) {
                int diverged = choice.candidates().stream()
                        .mapToInt(Choice.Candidate::diverged)
                        .sum();
                rows.add(List.of(
                        row.label(),
                        Integer.toString(choice.candidates().size()),
                        Integer.toString(choice.runs()),
                        Integer.toString(diverged),
                        Text.number(choice.rounds()),
                        Text.number(choice.bits()),
                        PlannedRun.text(choice.best()) + (choice.missed() ? ", though none reached the target" : ""),
                        choice.edges().isEmpty() ? "-" : "* " + String.join(", ", choice.edges())));
            }
        }
        return new Table(
                "What the tuning cost, by " + result.study().tuning().text(),
                List.of("run", "candidates", "runs", "diverged", "rounds", "bits per client", "best", "edge"),
                rows);
    }

    private String over() {
        boolean several =
                result.standings().stream().anyMatch(row -> row.seeds().size() > 1);
        return several
                ? "medians over the seeds, in brackets the quantiles %s and %s".formatted(band.low(), band.high())
                : "one seed each";
    }
}
