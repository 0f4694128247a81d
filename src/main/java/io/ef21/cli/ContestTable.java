package io.ef21.cli;

import io.ef21.bench.BenchData;
import io.ef21.bench.ContestPlan;
import io.ef21.bench.ContestResult;
import io.ef21.bench.DataSize;
import io.ef21.bench.Entrant;
import io.ef21.bench.Reference;
import io.ef21.bench.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a contest found, for people. */
final class ContestTable {
    private final StringBuilder text = new StringBuilder();

    private ContestTable() {}

    static String of(BenchArguments arguments, String engine, ContestResult result) {
        ContestTable table = new ContestTable();
        table.head(arguments, engine, result);
        table.text.append(System.lineSeparator());
        table.line(
                "contestant",
                "target",
                "rounds",
                "seconds",
                "setup",
                "up",
                "down",
                "shuffled",
                "in all",
                "heap collected, peak",
                "held out");
        result.entrants().forEach(table::entrant);
        table.text.append(System.lineSeparator());
        result.entrants().forEach(table::apart);
        table.ratios(arguments.plan(), result);
        return table.text.toString();
    }

    private void head(BenchArguments arguments, String engine, ContestResult result) {
        DataSize size = result.size();
        row(
                "data",
                arguments.data().location()
                        + (arguments.data().positive() == null ? "" : ", relabelled")
                        + (arguments.data().heldOut().equals(BenchData.NONE)
                                ? ""
                                : ", held out: " + arguments.data().heldOut()));
        row(
                "",
                "%s rows, %s features, %s nonzeros; %s rows held out"
                        .formatted(
                                Quantity.count(size.rows()),
                                Quantity.count(size.features()),
                                Quantity.count(size.nonzeros()),
                                Quantity.count(size.heldOutRows())));
        row(
                "engine",
                "%s, %d clients (%s), %d partitions, heap of at most %s"
                        .formatted(
                                engine,
                                arguments.clients(),
                                arguments.shuffled() ? "shuffled" : "contiguous",
                                arguments.partitions(),
                                Quantity.bytes(Runtime.getRuntime().maxMemory())));
        row("objective", "mean logistic loss + " + arguments.lambda() + "/2 ||x||^2, no intercept");
        Reference reference = result.reference();
        row(
                "optimum",
                "%.12g, where %s came in %d iterations%s"
                        .formatted(
                                reference.gaps().optimum(),
                                reference.lowest(),
                                reference.lowestIterations(),
                                Double.isNaN(reference.difference())
                                        ? ""
                                        : "; the other long run ended %.2g of f(0) - f* above it"
                                                .formatted(reference.difference())));
        if (!Double.isNaN(reference.heldOutLoss())) {
            row("", "log-loss on the rows held out: %.6f".formatted(reference.heldOutLoss()));
        }
        row("timing", "median of " + arguments.plan().repeats() + ", reading and preparing apart");
    }

    private void entrant(Entrant entrant) {
        for (Standing standing : entrant.standings()) {
            if (!standing.reached()) {
                line(entrant.name(), standing.target(), "never", "", "", "", "", "", "", "", "");
                continue;
            }
            line(
                    entrant.name(),
                    standing.target(),
                    String.valueOf(standing.iterations()),
                    "%.3f".formatted(standing.seconds()),
                    Quantity.bytes(standing.traffic().setup()),
                    Quantity.bytes(standing.traffic().up()),
                    Quantity.bytes(standing.traffic().down()),
                    Quantity.bytes(standing.traffic().shuffled()),
                    Quantity.bytes(standing.traffic().total()),
                    Quantity.bytes(standing.heap().collected()) + ", "
                            + Quantity.bytes(standing.heap().peak()),
                    Double.isNaN(standing.heldOutLoss()) ? "" : "%.6f".formatted(standing.heldOutLoss()));
        }
        if (!entrant.failure().isEmpty()) {
            text.append(String.format(Locale.ROOT, "  %-20s failed: %s%n", entrant.name(), entrant.failure()));
        }
    }

    private void apart(Entrant entrant) {
        List<String> parts = new ArrayList<>();
        if (!Double.isNaN(entrant.readSeconds())) {
            parts.add("reading %.2f s, preparing %.2f s".formatted(entrant.readSeconds(), entrant.prepareSeconds()));
        }
        if (!Double.isNaN(entrant.smallestGap())) {
            parts.add(
                    "smallest gap seen %.2g, in %d rounds".formatted(entrant.smallestGap(), entrant.gaps().length - 1));
        }
        if (!parts.isEmpty()) {
            text.append(String.format(Locale.ROOT, "  %-20s %s%n", entrant.name(), String.join("; ", parts)));
        }
    }

    private void ratios(ContestPlan plan, ContestResult result) {
        for (String other : List.of(ContestPlan.LOSSLESS, ContestPlan.MLLIB)) {
            for (double gap : plan.gaps()) {
                String target = ContestResult.target(gap);
                var ours = result.entrant(ContestPlan.DEFAULT).flatMap(entrant -> entrant.reached(target));
                var theirs = result.entrant(other).flatMap(entrant -> entrant.reached(target));
                if (ours.isPresent() && theirs.isPresent()) {
                    text.append(String.format(
                            Locale.ROOT,
                            "  default / %-8s to %-5s rounds x %.2f, seconds x %.2f, bytes / %.1f%n",
                            other,
                            target,
                            (double) ours.get().iterations() / theirs.get().iterations(),
                            ours.get().seconds() / theirs.get().seconds(),
                            (double) theirs.get().traffic().total()
                                    / ours.get().traffic().total()));
                }
            }
        }
    }

    private void line(Object... cells) {
        text.append(String.format(Locale.ROOT, "  %-20s %-9s %7s %9s %11s %11s %11s %11s %11s %21s %9s", cells)
                        .stripTrailing())
                .append(System.lineSeparator());
    }

    private void row(String label, String value) {
        text.append(String.format(Locale.ROOT, "  %-12s %s%n", label, value));
    }
}
