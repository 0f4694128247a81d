package io.ef21.cli;

import io.ef21.data.InvalidInputException;
import io.ef21.method.Knob;
import io.ef21.method.MethodFamily;
import io.ef21.method.Methods;
import io.ef21.run.TrainOption;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 methods}: what {@code --method} knows, what it is, and what to cite. */
final class MethodsCommand {
    private static final String BIBTEX = "--bibtex";

    private MethodsCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Lists the published methods, or tells all about those that are named.")
                .sortOptions(false);
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("methods")
                .build());
        spec.addOption(OptionSpec.builder(BIBTEX)
                .arity("0")
                .type(boolean.class)
                .description("what to cite for the named methods, as BibTeX")
                .build());
        return spec;
    }

    static int run(ParseResult parsed) {
        List<String> names = parsed.matchedPositionalValue(0, List.of());
        List<MethodFamily> families = names.stream().map(Methods::family).toList();
        if (parsed.hasMatchedOption(BIBTEX)) {
            if (families.isEmpty()) {
                throw new InvalidInputException(
                        "--bibtex needs the names of methods, such as ef21 methods --bibtex ef21");
            }
            new TreeSet<>(families.stream().map(MethodFamily::paper).toList())
                    .forEach(paper -> System.out.print(paper.bibtex()));
        } else if (families.isEmpty()) {
            list();
        } else {
            families.forEach(MethodsCommand::tell);
        }
        return 0;
    }

    private static void list() {
        System.out.printf(
                "  %-22s %-24s %-34s %-58s %s%n", "name", "paper", "state of a client", "travels in a round", "what");
        for (MethodFamily family : Methods.families()) {
            System.out.printf(
                    "  %-22s %-24s %-34s %-58s %s%n",
                    family.name(), family.paper().label(), family.state(), family.travels(), family.summary());
        }
    }

    private static void tell(MethodFamily family) {
        System.out.printf("%s: %s%n", family.name(), family.summary());
        System.out.printf("  %-12s %s%n", "paper", family.paper().label());
        System.out.printf("  %-12s %s%n", "state", family.state());
        System.out.printf("  %-12s %s%n", "travels", family.travels());
        System.out.printf("  %-12s %s%n", "parts", Methods.parse(family.name()).composition());
        for (Knob knob : family.knobs()) {
            System.out.printf(
                    "  %-12s %s: %s%n",
                    "option", knob.flag(), TrainOption.of(knob).text());
        }
    }
}
