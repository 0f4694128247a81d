package io.ef21.cli;

import io.ef21.bench.ContestResult;
import io.ef21.bench.Entrant;
import io.ef21.bench.Standing;
import java.nio.file.Path;
import java.util.Locale;

/** What a contest found, as rows of a table in Markdown. */
final class ContestMarkdown {
    /** The first two lines of the table. */
    static final String HEAD =
            """
            | data, n | contestant | target | rounds | seconds | setup | up | down | shuffled | bytes in all | heap collected / peak |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    private ContestMarkdown() {}

    static String of(BenchArguments arguments, ContestResult result) {
        StringBuilder text = new StringBuilder(HEAD);
        String data = name(arguments.data().location()) + ", " + arguments.clients();
        for (Entrant entrant : result.entrants()) {
            for (Standing standing : entrant.standings()) {
                text.append(row(data, entrant.name(), standing));
            }
            if (!entrant.failure().isEmpty()) {
                text.append("| %s | %s | failed: %s | | | | | | | | |\n"
                        .formatted(data, entrant.name(), entrant.failure()));
            }
        }
        return text.toString();
    }

    private static String row(String data, String contestant, Standing standing) {
        if (!standing.reached()) {
            return "| %s | %s | %s | never | | | | | | | |\n".formatted(data, contestant, standing.target());
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %.2f | %s | %s | %s | %s | %s | %s / %s |\n",
                data,
                contestant,
                standing.target(),
                standing.iterations(),
                standing.seconds(),
                Quantity.bytes(standing.traffic().setup()),
                Quantity.bytes(standing.traffic().up()),
                Quantity.bytes(standing.traffic().down()),
                Quantity.bytes(standing.traffic().shuffled()),
                Quantity.bytes(standing.traffic().total()),
                Quantity.bytes(standing.heap().collected()),
                Quantity.bytes(standing.heap().peak()));
    }

    private static String name(String location) {
        Path file = location.contains(":") ? null : Path.of(location).getFileName();
        return file == null ? location : file.toString().replaceFirst("\\.(gz|bz2)$", "");
    }
}
