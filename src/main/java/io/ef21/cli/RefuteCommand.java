package io.ef21.cli;

import io.ef21.refute.Outcome;
import io.ef21.refute.Refuter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 refute}: the search for a counterexample to what a compressor claims. */
final class RefuteCommand {
    /** A claim does not hold. */
    static final int REFUTED = 1;

    private RefuteCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Searches for the smallest vector that breaks what a compressor claims: its contraction or"
                        + " variance, bits, homogeneity, and what every compressor has to keep to.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(
                        java.util.Map.of("0", "the claims survived", "1", "a claim was refuted", "2", "bad input"))
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true);
        for (RefuteOption option : RefuteOption.values()) {
            String byDefault = option.defaultValue().isEmpty() ? "" : " [" + option.defaultValue() + "]";
            String text = option.text().replace("%s", String.join(", ", Refuter.claims()));
            spec.addOption(OptionSpec.builder(option.flag())
                    .paramLabel(option.argument())
                    .description(text + byDefault)
                    .type(String.class)
                    .build());
        }
        return spec;
    }

    static int run(ParseResult parsed) {
        RefuteArguments arguments = RefuteArguments.of(parsed);
        Outcome outcome = Refuter.refute(arguments.compressor(), arguments.options());
        List<String> given = parsed.originalArgs();
        System.out.print(RefuteText.of(arguments, outcome, given.subList(given.indexOf("refute") + 1, given.size())));
        return outcome.counterexample() == null ? 0 : REFUTED;
    }
}
