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
import java.util.stream.Collectors;

/** The table of docs/methods.md, from the catalogue, the theorems, and runs of two rounds that are refused or not. */
final class MethodsTable {
    private static final String BIASED = "topk:0.25";
    /** Neither it nor the next contracts. */
    private static final String UNBIASED = "randk:0.25:unbiased";

    private static final int COLUMNS = 100;
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
                        "also"));
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
                            family.knobs().stream()
                                    .map(Knob::flag)
                                    .map(flag -> "`" + flag + "`")
                                    .collect(Collectors.joining(" ")),
                            compressors(method),
                            step(method),
                            bound(method),
                            also(family.name(), method)));
        }
        return table.toString();
    }

    private static void line(StringBuilder table, List<String> cells) {
        table.append(
                cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** Of which compressors the step of theory, or where it has none a given step, is about. */
    private static String compressors(Method method) {
        Demand demand = method.mechanism().demand();
        if (demand == Demand.WHOLE) {
            return "none";
        }
        String clients = demand == Demand.ONE_CLIENT ? ", one client" : "";
        if (demand == Demand.UNBIASED || demand == Demand.UNBIASED_SUMS) {
            return demand == Demand.UNBIASED ? "unbiased" : "unbiased, adds up";
        }
        boolean biased = has(method, BIASED, 1);
        boolean unbiased = has(method, UNBIASED, 1);
        return (biased && unbiased ? "contractive or unbiased" : biased ? "contractive" : "any") + clients;
    }

    private static boolean has(Method method, String compressor, int clients) {
        try {
            method.theorem().stepSize(theory(compressor, clients));
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private static StepSize of(Method method) {
        int clients = method.mechanism().demand() == Demand.ONE_CLIENT ? 1 : 10;
        String compressor = method.mechanism().demand() == Demand.WHOLE
                ? "identity"
                : method.mechanism().demand().usual();
        return method.theorem().stepSize(theory(compressor, clients));
    }

    private static String step(Method method) {
        try {
            return of(method).origin();
        } catch (InvalidInputException e) {
            return "none: give a number";
        }
    }

    /** c of the bound c (f(x^0) - inf f) / (gamma T) on the mean of the squared gradient norms. */
    private static String bound(Method method) {
        try {
            double rate = of(method).rate();
            return Double.isNaN(rate) ? "" : Quantity.number(rate).replaceFirst("\\.?0+$", "");
        } catch (InvalidInputException e) {
            return "";
        }
    }

    private static Theory theory(String compressor, int clients) {
        Guarantee guarantee = Guarantee.of(Compressors.parse(compressor), COLUMNS);
        Guarantee downlink = Guarantee.of(Compressors.parse(BIASED), COLUMNS);
        return new Theory(SMOOTHNESS, guarantee, downlink, clients, 0.5, COLUMNS, 1000, 100, false, false);
    }

    /** What two rounds with it run through. */
    private static String also(String name, Method method) {
        boolean prox = method.serving().proximal();
        boolean convex = method.needsConvexity();
        String plain = prox || convex ? "l2:1e-2" : "none";
        String place = convex ? "clients" : "server";
        List<String> also = new ArrayList<>();
        if (runs(name, method, "generated:a9a:60", "l1:1e-3", "server", "exact")) {
            also.add("l1");
        }
        if (runs(name, method, "generated:a9a:60", plain, place, "step:quantize:8")) {
            also.add("quantized downlink");
        }
        if (runs(name, method, "generated:zipf:60:500:4:1.1", plain, "server", "auto")) {
            also.add("wide");
        }
        return String.join(", ", also);
    }

    private static boolean runs(
            String name, Method method, String data, String regularizer, String place, String downlink) {
        Demand demand = method.mechanism().demand();
        String own = method.serving().downlink();
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
                demand.usual(),
                "--step-size",
                "0.01",
                "--regularizer",
                regularizer,
                "--regularizer-at",
                place,
                "--downlink",
                downlink.equals("exact") && !own.isEmpty() ? "auto" : downlink);
        if (program.exitCode() != 0 && program.exitCode() != Ef21.BAD_INPUT) {
            throw new IllegalStateException(name + ": " + program.err());
        }
        return program.exitCode() == 0;
    }
}
