package io.ef21.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ef21.bench.Contest;
import io.ef21.bench.ContestResult;
import io.ef21.bench.TurnTask;
import io.ef21.bench.Turns;
import io.ef21.bench.TurnsApart;
import io.ef21.bench.TurnsHere;
import io.ef21.data.InvalidInputException;
import io.ef21.plot.FigureFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 bench}: side by side with Spark's own LogisticRegression. */
final class BenchCommand {
    private BenchCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Fits the same objective with Spark's own LogisticRegression and with trainings of this"
                        + " package, in turns: rounds, seconds, bytes and heap to given gaps.")
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true);
        for (BenchOption option : BenchOption.values()) {
            String byDefault = option.defaultValue().isEmpty() ? "" : " [" + option.defaultValue() + "]";
            OptionSpec.Builder builder = OptionSpec.builder(option.flag())
                    .paramLabel(option.argument())
                    .description(option.text() + byDefault);
            spec.addOption(
                    option == BenchOption.CONTESTANT
                            ? builder.type(List.class)
                                    .auxiliaryTypes(String.class)
                                    .arity("1")
                                    .build()
                            : builder.type(String.class).build());
        }
        for (String option : List.of(TurnsApart.TURN, TurnsApart.ITERATIONS, TurnsApart.THRESHOLD, TurnsApart.FILE)) {
            spec.addOption(
                    OptionSpec.builder(option).type(String.class).hidden(true).build());
        }
        return spec;
    }

    static int run(ParseResult parsed) throws IOException {
        BenchArguments arguments = BenchArguments.of(parsed);
        var contestants = BenchContestants.of(arguments);
        String turn = parsed.matchedOptionValue(TurnsApart.TURN, "");
        if (arguments.isolate() && turn.isEmpty()) {
            Turns apart = new TurnsApart(command(parsed), Duration.ofSeconds(arguments.turnLimit()));
            contest(parsed, arguments, apart, "Spark, every turn in a JVM of its own");
            return 0;
        }
        SparkSession session = session(arguments.master());
        try {
            JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
            TurnsHere here = new TurnsHere(spark, arguments.data(), contestants);
            if (turn.isEmpty()) {
                contest(parsed, arguments, here, "Spark " + spark.version() + " on " + spark.master());
            } else {
                takeTurn(here, turn, parsed);
            }
            return 0;
        } finally {
            session.stop();
        }
    }

    private static void contest(ParseResult parsed, BenchArguments arguments, Turns turns, String engine)
            throws IOException {
        ContestResult result = new Contest(arguments.plan(), turns, text -> System.err.println("ef21: " + text)).run();
        Path plot = arguments.plot();
        if (plot != null) {
            FigureFile.write(ContestFigure.of(arguments, result), plot);
        }
        Path json = arguments.json();
        if (json != null) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            ObjectNode all = mapper.createObjectNode();
            all.put("command", "ef21 " + String.join(" ", parsed.originalArgs()))
                    .put("engine", engine);
            mapper.writeValue(json.toFile(), all.setAll(mapper.<ObjectNode>valueToTree(result)));
        }
        System.out.print(ContestTable.of(arguments, engine, result));
        System.out.println();
        System.out.print(ContestMarkdown.of(arguments, result));
    }

    private static void takeTurn(TurnsHere here, String name, ParseResult parsed) throws IOException {
        List<Integer> iterations = Arrays.stream(
                        value(parsed, TurnsApart.ITERATIONS).split(",", -1))
                .map(Integer::valueOf)
                .toList();
        double threshold = Double.parseDouble(value(parsed, TurnsApart.THRESHOLD));
        TurnsApart.write(here.take(name, new TurnTask(iterations, threshold)), Path.of(value(parsed, TurnsApart.FILE)));
    }

    private static String value(ParseResult parsed, String option) {
        String value = parsed.matchedOptionValue(option, "");
        if (value.isEmpty()) {
            throw new InvalidInputException(TurnsApart.TURN + " needs " + option);
        }
        return value;
    }

    /** What starts this program once more, with the options of this JVM and this command line. */
    private static List<String> command(ParseResult parsed) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
        command.addAll(List.of(Ef21.class.getName(), "bench"));
        List<String> given = parsed.originalArgs();
        command.addAll(given.subList(given.indexOf("bench") + 1, given.size()));
        return command;
    }

    private static SparkSession session(String master) {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "ef21 bench");
        if (!master.isEmpty()) {
            conf.setMaster(master);
        }
        conf.setIfMissing("spark.master", "local[*]");
        try {
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (Exception e) {
            throw new InvalidInputException(
                    "cannot start Spark on --master " + conf.get("spark.master") + ": " + e.getMessage(), e);
        }
    }
}
