package io.ef21.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A study as CSV, for other programs. Numbers read back exactly; an empty cell is not known, {@code Infinity} never reached.
 */
final class StudyTables {
    private StudyTables() {}

    /** One line per run of the table: what it cost and reached, and the costs to every target. */
    static String summary(StudyResult result) {
        List<Target> targets = result.study().targets();
        List<String> header = new ArrayList<>(List.of("label", "seed", "parameters", "end", "diverged"));
        for (Cost cost : Cost.values()) {
            header.add(cost.field());
        }
        for (Quality quality : Quality.values()) {
            header.add(quality.field());
        }
        for (Target target : targets) {
            for (Cost cost : Cost.values()) {
                header.add(cost.field() + " to " + target);
            }
        }
        header.add("history");
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        for (Standing row : result.all()) {
            for (int i = 0; i < row.curves().size(); i++) {
                lines.add(line(row, i, targets));
            }
        }
        return text(lines);
    }

    private static List<String> line(Standing row, int seed, List<Target> targets) {
        Curve curve = row.curves().get(seed);
        List<String> line = new ArrayList<>();
        line.add(row.label());
        line.add(Long.toString(row.seeds().get(seed)));
        line.add(PlannedRun.text(row.choice().best()));
        line.add(row.endings().get(seed));
        line.add(Boolean.toString(curve.diverged()));
        for (Cost cost : Cost.values()) {
            line.add(Text.exact(curve.total(cost)));
        }
        for (Quality quality : Quality.values()) {
            line.add(Text.exact(curve.last(quality)));
        }
        for (Target target : targets) {
            for (Cost cost : Cost.values()) {
                line.add(Text.exact(curve.costTo(target.quality(), target.value(), cost)));
            }
        }
        line.add(row.histories().get(seed));
        return line;
    }

    /** One line per row of the table and round: median costs, and of every quality the median and the quantiles. */
    static String curves(StudyResult result) {
        List<String> header = new ArrayList<>(List.of("label"));
        Stream.of(Cost.values()).forEach(cost -> header.add(cost.field()));
        for (Quality quality : Quality.values()) {
            header.addAll(List.of(quality.field(), quality.field() + "Low", quality.field() + "High"));
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        for (Standing row : result.all()) {
            List<double[]> columns = columns(row, result.study().band());
            for (int i = 0; i < row.commonLength(); i++) {
                List<String> line = new ArrayList<>();
                line.add(row.label());
                for (double[] column : columns) {
                    line.add(Text.exact(column[i]));
                }
                lines.add(line);
            }
        }
        return text(lines);
    }

    private static List<double[]> columns(Standing row, Spread.Band band) {
        List<double[]> columns = new ArrayList<>();
        for (Cost cost : Cost.values()) {
            columns.add(row.costs(cost));
        }
        for (Quality quality : Quality.values()) {
            columns.add(row.qualities(quality, band, Spread::median));
            columns.add(row.qualities(quality, band, Spread::low));
            columns.add(row.qualities(quality, band, Spread::high));
        }
        return columns;
    }

    /** One line per candidate of every grid. */
    static String tuning(StudyResult result) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("label", "parameters", "score", "last", "diverged", "seeds", "best"));
        for (Standing row : result.standings()) {
            for (Choice.Candidate candidate : row.choice().candidates()) {
                lines.add(List.of(
                        row.label(),
                        PlannedRun.text(candidate.chosen()),
                        Text.exact(candidate.score()),
                        Text.exact(candidate.last()),
                        Integer.toString(candidate.diverged()),
                        Integer.toString(candidate.seeds()),
                        Boolean.toString(candidate.chosen().equals(row.choice().best()))));
            }
        }
        return text(lines);
    }

    private static String text(List<List<String>> lines) {
        return lines.stream()
                .map(line -> line.stream().map(StudyTables::cell).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        return text.matches("[^,\"\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
