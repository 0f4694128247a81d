package io.ef21.cli;

import io.ef21.objective.RegularizationPath;
import io.ef21.run.Outcome;
import io.ef21.run.RoundRecord;
import io.ef21.run.Solution;
import java.util.Arrays;
import java.util.Locale;

/** The part of the end table that has one row per lambda: what was reached, and what that cost. */
final class PathTable {
    private static final String FORM = "  %-12s %8s %16s %12s %10s %12s  %s%n";

    private PathTable() {}

    static String of(RegularizationPath path, Outcome outcome) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, FORM, "lambda", "rounds", "objective", "|grad f| <=", "nonzeros", "bytes", "ended by"));
        int clients = outcome.setting().population().clients();
        int rounds = 0;
        long bytes = 0;
        for (Solution solution : outcome.solutions()) {
            RoundRecord last = solution.last();
            long moved = last.uplinkBytes() + clients * last.downlinkBytes();
            text.append(String.format(
                    Locale.ROOT,
                    FORM,
                    solution.lambda(),
                    last.round() - rounds,
                    "%.10f".formatted(last.objective()),
                    Double.isNaN(last.gradNormBound()) ? "" : Quantity.number(last.gradNormBound()),
                    Quantity.count(
                            Arrays.stream(solution.model()).filter(v -> v != 0).count()),
                    Quantity.bytes(moved - bytes),
                    solution.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
            rounds = last.round();
            bytes = moved;
        }
        for (RegularizationPath.Point point :
                path.points().subList(outcome.solutions().size(), path.points().size())) {
            text.append(String.format(Locale.ROOT, FORM, point.lambda(), "", "", "", "", "", "not reached"));
        }
        return text.toString();
    }
}
