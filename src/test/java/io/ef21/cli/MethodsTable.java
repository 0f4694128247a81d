package io.ef21.cli;

import io.ef21.compress.Compressors;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Demand;
import io.ef21.method.Guarantee;
import io.ef21.method.Knob;
import io.ef21.method.Method;
import io.ef21.method.MethodFamily;
import io.ef21.method.MethodOptions;
import io.ef21.method.Methods;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.Theory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of docs/methods.md, from the catalogue, the theorems, and runs of two rounds that are refused or not. */
final class MethodsTable {
    private static final String BIASED = "topk:0.25";
    /** It does not contract: omega is 3. */
    private static final String UNBIASED = "randk:0.25:unbiased";

    private static final Set<Demand> EITHER = Set.of(Demand.ANY, Demand.KNOWN);
    private static final int COLUMNS = 100;
    private static final int CLIENTS = 10;
    private static final Set<Knob> SAMPLES = Set.of(Knob.BATCH_SIZE, Knob.INITIAL_BATCH, Knob.BATCH_DRAW);
    private static final Smoothness SMOOTHNESS = new Smoothness(2, false, 3, 4, 1, 5, 0.7, 6, 0.1, new double[] {1, 5});

    private MethodsTable() {}

    /** The lines of the table. */
    static String markdown() {
        StringBuilder table = new StringBuilder();
        line(
                table,
                List.of(
                        "method",
                        "paper",
                        "travels",
                        "a client keeps",
                        "options",
                        "C",
                        "step of theory",
                        "bound",
                        "refuses"));
        line(table, List.of("---", "---", "---", "---", "---", "---", "---", "---", "---"));
        for (MethodFamily family : Methods.families()) {
            Method method = family.make(MethodOptions.NONE);
            line(
                    table,
                    List.of(
                            "`" + family.name() + "`",
                            family.paper().label(),
                            family.travels(),
                            family.state(),
                            options(family),
                            compressors(method),
                            step(method),
                            bound(method),
                            refused(family.name(), method)));
        }
        return table.toString();
    }

    private static void line(StringBuilder table, List<String> cells) {
        table.append(
                cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** The options, those of samples as one. */
    private static String options(MethodFamily family) {
        List<String> options = new ArrayList<>();
        for (Knob knob : family.knobs()) {
            if (!SAMPLES.contains(knob)) {
                options.add("`" + knob.flag() + "`");
            }
        }
        if (family.knobs().containsAll(SAMPLES)) {
            options.add("samples");
        }
        return String.join(" ", options);
    }

    /** Which compressors the step of theory is about. */
    private static String compressors(Method method) {
        return switch (method.mechanism().demand()) {
            case WHOLE -> "none";
            case CONTRACTIVE -> "contractive";
            case KNOWN -> "contractive or unbiased";
            case UNBIASED -> "unbiased";
            case UNBIASED_SUMS, UNBIASED_PROJECTION -> "unbiased, adds up";
            case ANY, ONE_CLIENT -> {
                StepSize biased = step(method, BIASED);
                StepSize unbiased = step(method, UNBIASED);
                boolean same = biased == null ? unbiased == null : biased.equals(unbiased);
                yield same ? "any" : unbiased == null ? "contractive" : "contractive or unbiased";
            }
        };
    }

    /** The step of theory; null where there is none. */
    private static @Nullable StepSize step(Method method, String compressor) {
        try {
            Guarantee guarantee = Guarantee.of(Compressors.parse(compressor), COLUMNS);
            Guarantee downlink = Guarantee.of(Compressors.parse(BIASED), COLUMNS);
            int clients = method.mechanism().demand() == Demand.ONE_CLIENT ? 1 : CLIENTS;
            boolean proximal = method.serving().proximal();
            return method.theorem()
                    .stepSize(new Theory(
                            SMOOTHNESS,
                            guarantee,
                            downlink,
                            clients,
                            clients,
                            0.5,
                            COLUMNS,
                            1000,
                            1000,
                            100,
                            false,
                            proximal));
        } catch (InvalidInputException e) {
            return null;
        }
    }

    private static @Nullable StepSize usual(Method method) {
        Demand demand = method.mechanism().demand();
        return step(method, demand == Demand.WHOLE ? "identity" : demand.usual());
    }

    private static String step(Method method) {
        StepSize usual = usual(method);
        if (usual == null) {
            return "none: a number has to be given";
        }
        StepSize unbiased = EITHER.contains(method.mechanism().demand()) ? step(method, UNBIASED) : null;
        return unbiased == null || unbiased.equals(usual)
                ? origin(usual)
                : origin(unbiased).equals(origin(usual))
                        ? origin(usual)
                        : "contractive: " + origin(usual) + "; unbiased: " + origin(unbiased);
    }

    private static String origin(StepSize step) {
        return step.origin()
                .replaceFirst("the step of (.*), by convention: there is no theorem for this", "by convention: $1");
    }

    /** c of the bound c (f(x^0) - inf f) / (gamma T) on the mean of the squared gradient norms. */
    private static String bound(Method method) {
        StepSize step = usual(method);
        return step == null || Double.isNaN(step.rate())
                ? ""
                : Quantity.number(step.rate()).replaceFirst("\\.?0+$", "");
    }

    /** What two rounds with it are refused for. */
    private static String refused(String name, Method method) {
        boolean prox = method.serving().proximal();
        boolean ownDownlink = !method.serving().downlink().isEmpty();
        List<String> refused = new ArrayList<>();
        if (!runs(name, method, "generated:a9a:60", "l1:1e-3", "server", "auto")) {
            refused.add("l1");
        }
        if (!ownDownlink
                && !runs(name, method, "generated:a9a:60", "l2:1e-2", prox ? "server" : "clients", "step:quantize:8")) {
            refused.add("quantized downlink");
        }
        if (!runs(name, method, "generated:zipf:60:500:4:1.1", prox ? "l2:1e-2" : "none", "server", "auto")) {
            refused.add("wide");
        }
        return String.join(", ", refused);
    }

    private static boolean runs(
            String name, Method method, String data, String regularizer, String place, String downlink) {
        Demand demand = method.mechanism().demand();
        Program program = Program.here(
                "train",
                "--engine",
                "local",
                "--data",
                data,
                "--clients",
                demand == Demand.ONE_CLIENT ? "1" : "3",
                "--rounds",
                "2",
                "--method",
                name,
                "--compressor",
                demand == Demand.WHOLE ? "auto" : demand.usual(),
                "--step-size",
                "0.01",
                "--regularizer",
                regularizer,
                "--regularizer-at",
                place,
                "--downlink",
                downlink);
        if (program.exitCode() != 0 && program.exitCode() != Ef21.BAD_INPUT) {
            throw new IllegalStateException(name + ": " + program.err());
        }
        return program.exitCode() == 0;
    }
}
