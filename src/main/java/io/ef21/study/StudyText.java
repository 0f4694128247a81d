package io.ef21.study;

import io.ef21.plot.HtmlReport.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A study in words and in columns of text. */
public final class StudyText {
    private StudyText() {}

    /** All tables, what they stand on, and the commands that repeat their rows. */
    public static String of(StudyResult result) {
        StringBuilder text = new StringBuilder();
        text.append(result.study().title()).append('\n');
        facts(result).forEach(fact -> text.append(fact).append('\n'));
        for (Table table : StudyTable.of(result)) {
            text.append('\n').append(table.caption()).append('\n').append(columns(table));
        }
        text.append("\nTo repeat the first seed of a row\n").append(commands(result));
        return text.toString();
    }

    /** What a reader has to know about all numbers. */
    static List<String> facts(StudyResult result) {
        List<String> facts = new ArrayList<>();
        facts.add(data(result));
        facts.add("f* = " + Text.exact(result.minimum()) + ": " + result.minimumText());
        facts.add(
                "Costs are those of messages, in the mean over the clients; constants and exact evaluations are apart.");
        if (result.study().link() != null) {
            facts.add(String.format(
                    Locale.ROOT,
                    "Seconds are simulated on the driver's link %s: %s s a round, and (bytes up of all clients + %s times"
                            + " bytes down) / (%s bytes/s), and the mean client's and the server's measured time.",
                    result.study().linkText(),
                    Text.plain(result.study().link().latency()),
                    result.facts() == null
                            ? "n"
                            : Integer.toString(result.facts().clients()),
                    Text.plain(result.study().link().bytesPerSecond())));
        }
        return facts;
    }

    /** The data and the objective, in a line. */
    static String data(StudyResult result) {
        RunFacts facts = result.facts();
        String options = result.study().common().entrySet().stream()
                .map(option -> OptionPlace.name(option.getKey()) + " " + option.getValue())
                .collect(Collectors.joining(", "));
        return facts == null
                ? options
                : String.format(Locale.ROOT, "%,d rows, %,d features; %s", facts.rows(), facts.features(), options);
    }

    /** One command per row that can be repeated. */
    static String commands(StudyResult result) {
        return result.standings().stream()
                .map(row -> "# " + row.label() + "\n" + row.command() + "\n")
                .collect(Collectors.joining());
    }

    private static String columns(Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.header());
        lines.addAll(table.rows());
        int[] widths = new int[table.header().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                row.append("  ")
                        .append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
