package io.ef21.cli;

import io.ef21.compress.Layers;
import io.ef21.data.Deal;
import io.ef21.data.NamedClients;
import io.ef21.method.Averaging;
import io.ef21.method.Method;
import io.ef21.method.Methods;
import io.ef21.method.Smoothness;
import io.ef21.method.mechanism.Gossip;
import io.ef21.objective.RowProblem;
import io.ef21.run.Moved;
import io.ef21.run.Outcome;
import io.ef21.run.Population;
import io.ef21.run.RoundRecord;
import io.ef21.run.Setting;
import io.ef21.run.TrainingOptions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table at the end of a training. */
final class EndTable {
    private final StringBuilder text = new StringBuilder();

    private EndTable() {}

    static String of(TrainArguments arguments, @Nullable Deal deal, String engine, Outcome outcome, Moved moved) {
        EndTable table = new EndTable();
        table.data(arguments, deal, outcome.setting().population());
        table.run(arguments, engine, outcome.setting().options());
        table.parts(outcome.setting().method());
        table.constants(outcome.setting());
        table.result(outcome);
        if (arguments.path().named()) {
            table.text.append(PathTable.of(arguments.path(), outcome));
        }
        boolean server = !outcome.setting().method().isDecentralized();
        if (server) {
            table.messages(outcome.last(), outcome.setting().population());
        } else {
            table.letters(outcome.last());
        }
        table.traffic(outcome.last(), moved);
        if (server) {
            table.dense(outcome.last(), outcome.setting().population());
        }
        return table.text.toString();
    }

    private static String dealt(TrainArguments arguments, Deal deal) {
        if (deal.split() instanceof NamedClients) {
            return "by " + arguments.input().clients();
        }
        return arguments.shuffled() ? "shuffled" : "contiguous";
    }

    private void data(TrainArguments arguments, @Nullable Deal deal, Population population) {
        row("data", arguments.source());
        if (deal == null) {
            row(
                    "",
                    "%s variables, %s clients"
                            .formatted(Quantity.count(population.features()), Quantity.count(population.clients())));
        } else {
            row(
                    "",
                    "%s rows, %s features, %s nonzeros, %s clients (%s)"
                            .formatted(
                                    Quantity.count(population.totalRows()),
                                    Quantity.count(deal.features()),
                                    Quantity.count(
                                            population.nonzeros() - (deal.intercept() ? population.totalRows() : 0)),
                                    Quantity.count(population.clients()),
                                    dealt(arguments, deal)));
            layers(arguments, deal, population);
        }
        int active = population.columns().size();
        if (population.totalSupport() < (long) population.features() * population.clients()) {
            row(
                    "",
                    "%s active columns, supports of the clients: %s in all, %.3g on average"
                            .formatted(
                                    Quantity.count(active),
                                    Quantity.count(population.totalSupport()),
                                    (double) population.totalSupport() / population.clients()));
        }
    }

    /** The model's blocks as a compressor wants them. */
    private void layers(TrainArguments arguments, Deal deal, Population population) {
        if (!(arguments.problem() instanceof RowProblem problem)) {
            return;
        }
        List<Layers.Block> blocks = problem.blocks(deal.features(), deal.labels());
        if (!blocks.isEmpty()) {
            row(
                    "",
                    "a model of %s entries, for a compressor C: layers(%s,C)"
                            .formatted(
                                    Quantity.count(population.features()),
                                    blocks.stream().map(Layers.Block::toString).collect(Collectors.joining(","))));
        }
    }

    private void run(TrainArguments arguments, String engine, TrainingOptions options) {
        boolean atServer = !options.serverRegularizer().toString().equals("none");
        String regularizer = atServer
                ? options.serverRegularizer()
                        + (arguments.path().named()
                                ? " and %d more lambdas"
                                        .formatted(arguments.path().points().size() - 1)
                                : "")
                        + " at the server"
                : arguments.clientRegularizer() + " at the clients";
        row("engine", engine);
        row(
                "objective",
                arguments.problem() + (options.model().intercepts() > 0 ? " with an intercept" : "") + ", regularizer "
                        + regularizer + (options.model().standardized() ? " of standardized columns" : "")
                        + ", client weights "
                        + (options.weighByRows() ? "rows" : "uniform"));
        row(
                "method",
                "%s, %s, %d-bit values%s, seed %d"
                        .formatted(
                                options.method().name(),
                                options.compressor(),
                                options.valueBits().bits(),
                                options.method().isDecentralized()
                                        ? ""
                                        : start(options) + ", downlink " + options.downlink(),
                                options.seed()));
    }

    /** How its estimates open, where it has some. */
    private static String start(TrainingOptions options) {
        if (!options.method().mechanism().opens()) {
            return "";
        }
        return options.exactStart() ? ", start full" : ", start compressed";
    }

    /** The parts of a method that has parameters, as they were chosen. */
    private void parts(Method method) {
        boolean plain = Methods.families().stream()
                .anyMatch(family ->
                        family.name().equals(method.name()) && family.knobs().isEmpty());
        if (!plain) {
            row("", method.parts());
        }
    }

    private void constants(Setting setting) {
        Smoothness s = setting.smoothness();
        if (s != null) {
            row(
                    "smoothness",
                    "L = %s%s"
                            .formatted(
                                    Quantity.number(s.whole()),
                                    s.bounded()
                                            ? " (the mean of the L_i, which bounds L)"
                                            : " (Lanczos, relative accuracy 1e-8)"));
            row(
                    "",
                    "L_i: arithmetic mean %s, quadratic mean %s, range %s .. %s"
                            .formatted(
                                    Quantity.number(s.arithmeticMean()),
                                    Quantity.number(s.quadraticMean()),
                                    Quantity.number(s.smallest()),
                                    Quantity.number(s.largest())));
        }
        row("contraction", "alpha = " + Quantity.number(setting.alpha()));
        if (setting.method().mechanism() instanceof Gossip gossip) {
            row(
                    "graph",
                    "%s, rho = %s, mixing step %s"
                            .formatted(
                                    gossip.graph(),
                                    Quantity.number(gossip.gap()),
                                    Quantity.number(gossip.mixingStep())));
        } else {
            row(
                    "server",
                    setting.options().acceleration().update()
                            + (setting.scaling() == null ? "" : ", in variables scaled by the diagonal preconditioner")
                            + (setting.means() == null ? "" : ", columns centred"));
        }
        if (Double.isNaN(setting.stepSize().gamma())) {
            row("step size", setting.stepSize().origin());
        } else {
            row("step size", Double.toString(setting.stepSize().gamma()));
            row("", setting.stepSize().origin());
        }
    }

    /** What the objective of the last round is not. */
    private static String seen(Outcome outcome) {
        if (outcome.last().sampled()) {
            return " (seen through samples: add --evaluate-every)";
        }
        boolean averages = outcome.setting().method().serving().averaging() != Averaging.LAST;
        return averages ? " (of the last model; the one that is returned is the average)" : "";
    }

    private void result(Outcome outcome) {
        RoundRecord first = outcome.first();
        RoundRecord last = outcome.last();
        row("objective", "%.10f -> %.10f%s".formatted(first.objective(), last.objective(), seen(outcome)));
        row(
                "|grad f|^2",
                "%s -> %s".formatted(Quantity.number(first.gradNormSq()), Quantity.number(last.gradNormSq())));
        if (!Double.isNaN(last.gradNormBound())) {
            row("certified", "|grad f| <= " + Quantity.number(last.gradNormBound()));
        }
        row(
                "rounds",
                String.format(
                        Locale.ROOT,
                        "%d in %.2f s (%.1f rounds/s): %s",
                        last.round(),
                        last.seconds(),
                        last.round() / Math.max(last.seconds(), 1e-9),
                        outcome.reason().text()));
    }

    /** There is no server to write to, and what one client writes another reads. */
    private void letters(RoundRecord last) {
        row("consensus", "mean of |x_i - mean x|^2: " + Quantity.number(last.distortion()));
        row(
                "letters",
                "%s from a client to all its neighbours (as the papers count: %s), %s encoded in all"
                        .formatted(
                                Quantity.bits(last.uplinkBits()),
                                Quantity.bits(last.uplinkPaperBits()),
                                Quantity.bytes(last.uplinkBytes())));
    }

    private void messages(RoundRecord last, Population population) {
        row(
                "uplink",
                "%s per client (as the papers count: %s), %s encoded in all"
                        .formatted(
                                Quantity.bits(last.uplinkBits()),
                                Quantity.bits(last.uplinkPaperBits()),
                                Quantity.bytes(last.uplinkBytes())));
        double rounds = Math.max(1, last.round());
        row(
                "",
                "per round: %.3g bits up per support coordinate, %.3g bits down per active column"
                        .formatted(
                                8.0 * last.uplinkBytes() / (last.round() + 1) / Math.max(1, population.totalSupport()),
                                8.0
                                        * last.downlinkBytes()
                                        / rounds
                                        / Math.max(1, population.columns().size())));
        if (last.stateBytes() > 0) {
            row(
                    "state",
                    "%s at a client, %.3g bytes per support coordinate"
                            .formatted(
                                    Quantity.bytes(last.stateBytes() / population.clients()),
                                    (double) last.stateBytes() / Math.max(1, population.totalSupport())));
        }
        row(
                "gradients",
                "%s of single samples per client, %.4g passes over its rows"
                        .formatted(
                                Quantity.count(Math.round(last.samples())),
                                last.samples() * population.clients() / Math.max(1, population.totalRows())));
        row("downlink", "%s encoded per receiver".formatted(Quantity.bytes(last.downlinkBytes())));
    }

    private void traffic(RoundRecord last, Moved moved) {
        row(
                "apart",
                "%s for constants, %s for exact evaluations"
                        .formatted(Quantity.bytes(last.setupBytes()), Quantity.bytes(last.evaluationBytes())));
        if (!moved.equals(Moved.NOTHING)) {
            row(
                    "Spark moved",
                    "%s in results of %s tasks, %s shuffled, %s broadcast (constants included)"
                            .formatted(
                                    Quantity.bytes(moved.results()),
                                    Quantity.count(moved.tasks()),
                                    Quantity.bytes(moved.shuffled()),
                                    Quantity.bytes(moved.broadcast())));
        }
        row(
                "time",
                String.format(
                        Locale.ROOT,
                        "clients: computing %.2f s, compressing %.2f s; server %.2f s; tasks: transport %.2f s,"
                                + " scheduling %.2f s",
                        last.computeSeconds(),
                        last.compressSeconds(),
                        last.serverSeconds(),
                        moved.transportSeconds(),
                        moved.schedulingSeconds()));
    }

    private void dense(RoundRecord last, Population population) {
        long dense = (long) Double.BYTES * population.features() * (last.round() + 1) * population.clients();
        row(
                "",
                String.format(
                        Locale.ROOT,
                        "dense vectors of doubles would have been %s up, %.0f times as much",
                        Quantity.bytes(dense),
                        (double) dense / Math.max(1, last.uplinkBytes())));
    }

    private void row(String label, String value) {
        text.append(String.format(Locale.ROOT, "  %-12s %s%n", label, value));
    }
}
