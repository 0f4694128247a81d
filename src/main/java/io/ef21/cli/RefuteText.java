package io.ef21.cli;

import io.ef21.refute.Counterexample;
import io.ef21.refute.Outcome;
import io.ef21.refute.VectorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code refute} says in the end. */
final class RefuteText {
    private RefuteText() {}

    static String of(RefuteArguments arguments, Outcome outcome, List<String> given) {
        Counterexample found = outcome.counterexample();
        return found == null ? survived(arguments, outcome) : refuted(arguments, outcome, found, given);
    }

    private static String survived(RefuteArguments arguments, Outcome outcome) {
        String lengths = outcome.lengths().stream().map(String::valueOf).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s survived %,d trials, error probability %s%n  %,d draws, %,d statistical tests, d = %s%n",
                arguments.specification(),
                outcome.trials(),
                probability(outcome.error()),
                outcome.draws(),
                outcome.tests(),
                lengths));
        if (outcome.refused() > 0) {
            text.append(
                    String.format(Locale.ROOT, "  %,d vectors beyond 1e-30 to 1e30 were refused%n", outcome.refused()));
        }
        for (Outcome.Worst worst : outcome.worst()) {
            text.append(
                    String.format(Locale.ROOT, "  %-14s %s%n", worst.claim(), worst.text() + where(worst, outcome)));
        }
        return text.toString();
    }

    /** 1e-9 rather than 1.0E-9. */
    private static String probability(double p) {
        return Double.toString(p).replace(".0E", "e");
    }

    private static String where(Outcome.Worst worst, Outcome outcome) {
        boolean seen = worst.text().contains("seen");
        return seen && outcome.lengths().size() > 1 ? " (d = " + worst.length() + ")" : "";
    }

    private static String refuted(
            RefuteArguments arguments, Outcome outcome, Counterexample found, List<String> given) {
        String sure = found.violation().draws() == 0
                ? "no chance is involved"
                : String.format(
                        Locale.ROOT,
                        "in %,d fresh draws; if the claims held, this run would say so with probability %s at most",
                        found.violation().draws(),
                        probability(outcome.error()));
        return String.format(
                Locale.ROOT,
                "%s refuted: %s does not hold for d = %d%n  claimed  %s%n  found    %s%n           %s%n"
                        + "  at       x = %s%n  replay   %s%n",
                arguments.specification(),
                found.claim(),
                found.vector().length,
                found.violation().claimed(),
                found.violation().found(),
                sure,
                VectorText.of(found.vector()),
                replay(found, given));
    }

    /** The command line with one claim and one vector. */
    private static String replay(Counterexample found, List<String> given) {
        List<String> command = new ArrayList<>(List.of("ef21", "refute"));
        List<String> replaced = List.of(
                RefuteOption.CLAIM.flag(),
                RefuteOption.DIMENSION.flag(),
                RefuteOption.SEED.flag(),
                RefuteOption.TIME.flag(),
                RefuteOption.VECTOR.flag());
        for (int i = 0; i < given.size(); i++) {
            String argument = given.get(i);
            String name = argument.split("=", 2)[0];
            if (replaced.contains(name)) {
                i += argument.contains("=") ? 0 : 1;
            } else {
                command.add(quoted(argument));
            }
        }
        command.addAll(List.of(
                RefuteOption.CLAIM.flag(),
                found.claim(),
                RefuteOption.SEED.flag(),
                Long.toString(found.seed()),
                RefuteOption.VECTOR.flag() + "=" + VectorText.of(found.vector())));
        return String.join(" ", command);
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
