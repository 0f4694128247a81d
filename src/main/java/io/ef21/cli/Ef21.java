package io.ef21.cli;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.run.CheckpointFailedException;
import io.ef21.spark.ClientFailure;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code ef21}. */
public final class Ef21 {
    /** What the user gave cannot be used. */
    static final int BAD_INPUT = 2;

    /** The run diverged. */
    static final int DIVERGED = 3;

    private Ef21() {}

    public static void main(String[] arguments) {
        // numbers are printed as they are read
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        System.exit(run(arguments));
    }

    /** Runs the program and returns its exit code. */
    static int run(String... arguments) {
        CommandLine program = program();
        try {
            ParseResult parsed = program.parseArgs(arguments);
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help != null) {
                return help;
            }
            ParseResult subcommand = parsed.subcommand();
            if (subcommand == null) {
                program.usage(System.err);
                return BAD_INPUT;
            }
            String name = subcommand.commandSpec().name();
            return switch (name) {
                case "bench" -> BenchCommand.run(subcommand);
                case "compare" -> CompareCommand.run(subcommand);
                case "compressors" -> CompressorsCommand.run(subcommand);
                case "methods" -> MethodsCommand.run(subcommand);
                case "theory" -> TheoryCommand.run(subcommand);
                case "evaluate" -> EvaluateCommand.run(subcommand);
                case "predict" -> PredictCommand.run(subcommand);
                case "objectives" -> ObjectivesCommand.run();
                case "refute" -> RefuteCommand.run(subcommand);
                default -> TrainCommand.run(subcommand);
            };
        } catch (ParameterException e) {
            return refuse(sentence(e));
        } catch (Exception e) {
            return failed(e);
        }
    }

    /** Says why a run failed and returns the exit code. */
    static int failed(Exception e) {
        InvalidInputException input = InvalidInputException.behind(e);
        if (input != null) {
            return refuse(String.valueOf(input.getMessage()));
        }
        String known = known(e);
        if (known != null) {
            System.err.println("ef21: " + known);
            return 1;
        }
        System.err.println("ef21: failed: " + e);
        e.printStackTrace(System.err);
        return 1;
    }

    private static CommandLine program() {
        CommandSpec spec = CommandSpec.create()
                .name("ef21")
                .mixinStandardHelpOptions(true)
                .version(version())
                .addSubcommand("train", TrainCommand.spec())
                .addSubcommand("predict", PredictCommand.spec())
                .addSubcommand("evaluate", EvaluateCommand.spec())
                .addSubcommand("compare", CompareCommand.spec())
                .addSubcommand("bench", BenchCommand.spec())
                .addSubcommand("methods", MethodsCommand.spec())
                .addSubcommand("compressors", CompressorsCommand.spec())
                .addSubcommand("objectives", ObjectivesCommand.spec())
                .addSubcommand("theory", TheoryCommand.spec())
                .addSubcommand("refute", RefuteCommand.spec());
        spec.usageMessage().description("Distributed training with compressed corrections and error feedback (EF21).");
        CommandLine program = new CommandLine(spec);
        program.setUsageHelpAutoWidth(true);
        return program;
    }

    /** The program and its version. */
    static String version() {
        String version = Ef21.class.getPackage().getImplementationVersion();
        return "ef21 " + (version == null ? "(built from source)" : version);
    }

    private static int refuse(String sentence) {
        System.err.println("ef21: " + sentence);
        return BAD_INPUT;
    }

    /** One sentence for a command line that cannot be parsed. */
    static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().get(0);
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            boolean option = argument.startsWith("-");
            List<String> known = option
                    ? spec.options().stream().map(o -> o.longestName()).toList()
                    : List.copyOf(spec.subcommands().keySet());
            return known.isEmpty()
                    ? "unexpected argument '" + argument + "'"
                    : Nearest.unknown(option ? "option" : "subcommand", argument, known);
        }
        return String.valueOf(e.getMessage());
    }

    /** The sentence of a failure that needs no stack trace. */
    private static @Nullable String known(Throwable thrown) {
        boolean known = thrown instanceof ClientFailure || thrown instanceof CheckpointFailedException;
        return known ? thrown.getMessage() : null;
    }
}
