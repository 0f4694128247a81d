package io.ef21.cli;

import io.ef21.data.InvalidInputException;
import io.ef21.run.TrainOption;
import io.ef21.study.OptionPlace;
import io.ef21.study.RunStore;
import io.ef21.study.StudyFolder;
import io.ef21.study.StudyResult;
import io.ef21.study.StudyRunner;
import io.ef21.study.StudyText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 compare}: methods and compressors on the same data, tuned, with several seeds, side by side. */
final class CompareCommand {
    private CompareCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(
                        "Runs several trainings on the same data, each tuned over a grid and with several seeds; writes a"
                                + " table, CSV, figures and a page. Options of train that are given here are common to all runs.")
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true);
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("JOB")
                .arity("0..1")
                .index("0")
                .type(String.class)
                .description("a study in YAML: docs/compare.md")
                .build());
        for (CompareOption option : CompareOption.values()) {
            OptionSpec.Builder builder = OptionSpec.builder(option.flag()).description(option.text());
            spec.addOption(
                    option.argument().isEmpty()
                            ? builder.arity("0").type(boolean.class).build()
                            : builder.paramLabel(option.argument())
                                    .arity("1")
                                    .type(option.repeatable() ? List.class : String.class)
                                    .auxiliaryTypes(String.class)
                                    .build());
        }
        for (TrainOption option : common()) {
            String byDefault = option.defaultValue().isEmpty() ? "" : " [" + option.defaultValue() + "]";
            spec.addOption(OptionSpec.builder(option.flag())
                    .paramLabel(option.argument())
                    .arity("1")
                    .type(String.class)
                    .description(option.text() + byDefault)
                    .build());
        }
        return spec;
    }

    /** The options of train that can be common to all runs, but for its link: here the link is the study's. */
    static List<TrainOption> common() {
        return Arrays.stream(TrainOption.values())
                .filter(OptionPlace::isAllowed)
                .filter(option -> !option.flag().equals(CompareOption.LINK.flag()))
                .toList();
    }

    static int run(ParseResult parsed) throws IOException {
        CompareArguments arguments = CompareArguments.of(parsed);
        LocalTrainer trainer = new LocalTrainer(arguments.study().common());
        Path out = folder(arguments.out());
        RunStore store = new RunStore(out.resolve("runs"), Ef21.version(), trainer.data());
        StudyRunner runner = new StudyRunner(
                arguments.study(), trainer, store, arguments.threads(), text -> System.err.println("ef21: " + text));
        if (arguments.dryRun()) {
            runner.plan().forEach(System.out::println);
            return 0;
        }
        try (FileChannel lock =
                FileChannel.open(out.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new InvalidInputException("--out " + out + ": another study is running there");
            }
            trainer.read();
            return run(runner, out);
        }
    }

    private static int run(StudyRunner runner, Path out) throws IOException {
        StudyResult result = runner.run();
        System.out.print(StudyText.of(result));
        StudyFolder.write(result, out);
        System.err.printf(
                "ef21: %d runs, %d reused; see %s%n", result.ran(), result.reused(), out.resolve("report.html"));
        return result.facts() == null ? 1 : 0;
    }

    private static Path folder(Path out) {
        try {
            return Files.createDirectories(out);
        } catch (IOException e) {
            throw new InvalidInputException("--out " + out + ": is no folder that can be written", e);
        }
    }
}
