package io.ef21.cli;

import io.ef21.compress.Biased;
import io.ef21.compress.Compressor;
import io.ef21.compress.CompressorFamily;
import io.ef21.compress.Compressors;
import io.ef21.compress.Property;
import io.ef21.compress.Specimen;
import io.ef21.compress.Spread;
import io.ef21.compress.Traits;
import io.ef21.data.InvalidInputException;
import io.ef21.plot.FigureFile;
import io.ef21.run.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 compressors}: what there is, and what theory may assume of it. */
final class CompressorsCommand {
    private static final String DIMENSION = "--dimension";
    private static final String COMPARE = "--compare";
    private static final String PLOT = "--plot";

    private CompressorsCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Lists the compressors with their constants and bits, or tells all about those that are"
                        + " given, such as topk:0.01 or topk:100+natural.")
                .sortOptions(false);
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("COMPRESSOR")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("specifications")
                .build());
        spec.addOption(OptionSpec.builder(DIMENSION)
                .paramLabel("D")
                .type(String.class)
                .description("length of the vectors [10000]")
                .build());
        spec.addOption(OptionSpec.builder(COMPARE)
                .arity("0")
                .type(boolean.class)
                .description("delta against bits per coordinate, as in Figure 3 of the biased-compression paper")
                .build());
        spec.addOption(OptionSpec.builder(PLOT)
                .paramLabel("FILE")
                .type(String.class)
                .description("with --compare: where the figure goes, .svg, .pdf or .png")
                .build());
        return spec;
    }

    static int run(ParseResult parsed) throws IOException {
        int d = dimension(parsed.matchedOptionValue(DIMENSION, "10000"));
        List<String> given = parsed.matchedPositionalValue(0, List.of());
        String plot = parsed.matchedOptionValue(PLOT, "");
        if (parsed.hasMatchedOption(COMPARE)) {
            Path file = plot.isEmpty() ? null : figure(plot);
            compare(d);
            if (file != null) {
                FigureFile.write(ComparisonFigure.of(d), file);
                System.err.println("ef21: wrote " + plot);
            }
        } else if (!plot.isEmpty()) {
            throw new InvalidInputException("--plot needs --compare");
        } else if (given.isEmpty()) {
            list(d);
        } else {
            given.forEach(specification -> tell(Specimen.of(Compressors.parse(specification), d)));
        }
        return 0;
    }

    private static Path figure(String text) {
        Path file = OutputFile.at(PLOT, text);
        try {
            FigureFile.requireSupported(file);
            return file;
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--plot: " + e.getMessage(), e);
        }
    }

    private static int dimension(String text) {
        try {
            int d = Integer.parseInt(text);
            if (d >= 1) {
                return d;
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--dimension must be a whole number of at least 1 (got " + text + ")", e);
        }
        throw new InvalidInputException("--dimension must be a whole number of at least 1 (got " + text + ")");
    }

    private static void list(int d) {
        System.out.printf("  %-46s %11s %11s %10s  %s%n", "example, d = " + d, "alpha", "omega", "bits/coord", "what");
        for (CompressorFamily family : Compressors.all()) {
            Compressor compressor = Compressors.parse(family.example(d));
            Specimen specimen = Specimen.of(compressor, d);
            System.out.printf(
                    "  %-46s %11s %11s %10s  %s%n",
                    compressor,
                    constant(specimen.traits().alpha(), 0),
                    constant(specimen.traits().omega(), Double.POSITIVE_INFINITY),
                    "%.3f".formatted(specimen.bitsPerCoordinate()),
                    family.summary());
        }
        System.out.println();
        for (CompressorFamily family : Compressors.all()) {
            System.out.println("  " + family.form());
        }
        System.out.println();
        System.out.println(
                "  alpha: E||C(x) - x||^2 <= (1 - alpha) ||x||^2; omega: unbiased, E||C(x) - x||^2 <= omega ||x||^2.");
        System.out.println("  Bits are those of a normal vector, with values of 32 bits. C+D: D on what C has chosen.");
    }

    private static String constant(double value, double none) {
        return value == none ? "-" : "%.4g".formatted(value);
    }

    private static void tell(Specimen specimen) {
        Traits traits = specimen.traits();
        System.out.println(specimen.compressor());
        row("vectors", "length " + specimen.d());
        row("contraction alpha", constant(traits.alpha(), 0));
        row("unbiased, omega", constant(traits.omega(), Double.POSITIVE_INFINITY));
        Spread spread = traits.spread();
        row("bias, variance", spread == null ? "-" : "%.4g, %.4g".formatted(spread.bias(), spread.variance()));
        row("B1(alpha, beta)", pair(traits.first()));
        row("B2(gamma, beta)", pair(traits.second()));
        row("B3(delta)", constant(traits.delta(), Double.POSITIVE_INFINITY));
        row(
                "properties",
                traits.properties().stream()
                        .map(CompressorsCommand::words)
                        .sorted()
                        .collect(Collectors.joining(", ")));
        row(
                "bits of a normal vector",
                "%,d, %.4f per coordinate".formatted(specimen.bits(), specimen.bitsPerCoordinate()));
        row(
                "papers count",
                traits.paperBits() == Traits.AS_ENCODED ? "what is sent" : "%,d".formatted(traits.paperBits()));
        System.out.println();
    }

    private static String words(Property property) {
        return property.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String pair(@Nullable Biased constants) {
        return constants == null ? "-" : "%.4g, %.4g".formatted(constants.lower(), constants.upper());
    }

    private static void row(String name, String value) {
        System.out.printf("  %-24s %s%n", name, value);
    }

    private static void compare(int d) {
        System.out.printf("  %-36s %12s %12s%n", "d = " + d, "bits/coord", "log10 delta");
        for (List<String> line : ComparisonFigure.lines().values()) {
            for (String specification : line) {
                Specimen specimen = Specimen.of(Compressors.parse(specification), d);
                System.out.printf(
                        "  %-36s %12.4f %12.4f%n",
                        specification, specimen.bitsPerCoordinate(), Math.log10(specimen.delta()));
            }
        }
    }
}
