package io.ef21.cli;

import io.ef21.data.Deal;
import io.ef21.gossip.BeerTraining;
import io.ef21.gossip.Mixing;
import io.ef21.gossip.Neighbours;
import io.ef21.gossip.Topology;
import io.ef21.ml.SparkModels;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.RowProblem;
import io.ef21.plot.FigureFile;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.Engine;
import io.ef21.run.HistoryFile;
import io.ef21.run.Outcome;
import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.Solution;
import io.ef21.run.StopReason;
import io.ef21.run.TrainOption;
import io.ef21.run.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 train}: data in; a model, a history and a picture out. */
final class TrainCommand {
    /** System property by which a launcher says that stderr is a terminal. */
    private static final String TERMINAL = "ef21.terminal";

    private final TrainArguments arguments;
    private final ProgressLine progress;
    private final List<RoundRecord> records = new ArrayList<>();

    private TrainCommand(TrainArguments arguments) {
        this.arguments = arguments;
        this.progress = new ProgressLine(
                System.err, Boolean.getBoolean(TERMINAL), arguments.options().rounds());
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Trains a model: x^0 = 0, R rounds, clients send compressed corrections.")
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true);
        for (TrainOption option : TrainOption.values()) {
            String byDefault = option.defaultValue().isEmpty() ? "" : " [" + option.defaultValue() + "]";
            OptionSpec.Builder builder = OptionSpec.builder(option.flag()).description(option.text() + byDefault);
            spec.addOption(
                    option.argument().isEmpty()
                            ? builder.arity("0").type(boolean.class).build()
                            : builder.paramLabel(option.argument())
                                    .type(String.class)
                                    .build());
        }
        return spec;
    }

    static int run(ParseResult parsed) throws IOException {
        return new TrainCommand(TrainArguments.of(parsed)).run();
    }

    private int run() throws IOException {
        progress.say("ef21: starting " + (arguments.spark() ? "Spark" : "the local engine")
                + (arguments.problem() instanceof GeneratedProblem ? "" : ", reading " + arguments.data()));
        try (Workplace workplace = Workplace.open(arguments)) {
            if (!arguments.model().isEmpty()) {
                SparkModels.requireAbsent(arguments.model(), workplace.hadoop());
            }
            return run(workplace);
        }
    }

    private int run(Workplace workplace) throws IOException {
        try (Engine engine = workplace.engine()) {
            progress.say(
                    arguments.options().stepSize().needsSmoothness()
                            ? "ef21: computing smoothness constants"
                            : "ef21: training");
            Path history = arguments.history();
            Outcome outcome = history == null ? train(workplace, engine, null) : trainInto(workplace, engine, history);
            progress.finish(outcome.last());
            if (arguments.plot() != null) {
                FigureFile.write(HistoryFigure.of(outcome.setting(), records), arguments.plot());
            }
            if (outcome.reason() == StopReason.DIVERGED) {
                System.err.printf(
                        "ef21: diverged: the objective is %s at round %d with step size %s; try a smaller"
                                + " --step-size, or auto%n",
                        Double.isFinite(outcome.last().objective())
                                ? Quantity.number(outcome.last().objective())
                                : "not finite",
                        outcome.last().round(),
                        outcome.setting().stepSize().gamma());
                return Ef21.DIVERGED;
            }
            if (!arguments.model().isEmpty()) {
                save(outcome, workplace);
            }
            if (arguments.explain()) {
                outcome.setting().reasons().forEach(reason -> System.out.println("  because: " + reason));
            }
            System.out.print(EndTable.of(arguments, workplace.deal(), engine.describe(), outcome, engine.moved(true)));
            return 0;
        }
    }

    private void save(Outcome outcome, Workplace workplace) throws IOException {
        Deal deal = workplace.deal();
        if (deal == null || !(arguments.problem() instanceof RowProblem problem)) {
            return;
        }
        for (Solution solution : outcome.solutions()) {
            SparkModels.save(
                    workplace.session(),
                    SparkModels.of(new SparkModels.Trained(
                            problem,
                            deal.labels(),
                            deal.features(),
                            deal.intercept(),
                            arguments.trainedRegularizer(),
                            outcome.setting().population().columns(),
                            solution.model())),
                    arguments.path().named() ? arguments.model() + "/lambda-" + solution.lambda() : arguments.model());
        }
    }

    private Outcome trainInto(Workplace workplace, Engine engine, Path history) throws IOException {
        try (HistoryFile file = new HistoryFile(history)) {
            Outcome outcome = train(workplace, engine, file);
            file.finish();
            return outcome;
        }
    }

    private Outcome train(Workplace workplace, Engine engine, @Nullable RoundListener file) throws IOException {
        RoundListener listener = listener(file);
        Topology topology = arguments.topology();
        if (topology != null) {
            Mixing mixing = topology.mixing(engine.population().clients(), workplace.hadoop());
            try (Neighbours neighbours = workplace.neighbours(engine)) {
                return new BeerTraining(arguments.options(), mixing).run(neighbours, listener);
            }
        }
        CheckpointOptions checkpoints = arguments.checkpoints();
        return new Training(
                        arguments.optionsFor(workplace.deal()),
                        arguments.path(),
                        checkpoints == null ? null : checkpoints.on(workplace.hadoop()))
                .run(engine, listener);
    }

    private RoundListener listener(@Nullable RoundListener file) {
        return new RoundListener() {
            @Override
            public void warning(String what) {
                progress.say("ef21: warning: " + what);
            }

            @Override
            public void resumed(int nextRound) {
                progress.say("ef21: resumed from a checkpoint, next round " + nextRound);
            }

            @Override
            public void round(RoundRecord record) {
                if (file != null) {
                    file.round(record);
                }
                if (arguments.plot() != null) {
                    records.add(record);
                }
                progress.round(record);
            }
        };
    }
}
