package io.ef21.cli;

import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.data.SourceFile;
import io.ef21.refute.Homogeneity;
import io.ef21.refute.Magnitudes;
import io.ef21.refute.Overrides;
import io.ef21.refute.RefuteOptions;
import io.ef21.refute.Refuter;
import io.ef21.refute.VectorText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * What the user asked {@code refute} to do, checked before anything starts.
 *
 * @param specification of the compressor, as it was given
 * @param compressor what is put to the test
 * @param options how
 */
record RefuteArguments(String specification, Compressor compressor, RefuteOptions options) {
    private static final String NONE = "none";
    private static final int LONGEST = 1_000_000;

    static RefuteArguments of(ParseResult parsed) {
        Values values = new Values(parsed);
        String specification = values.text(RefuteOption.COMPRESSOR);
        if (specification.isEmpty()) {
            throw new InvalidInputException("refute needs --compressor, such as --compressor topk:0.1 or"
                    + " --compressor file:MyCompressor.java");
        }
        RefuteOptions options = options(values);
        return new RefuteArguments(specification, compressor(specification), options);
    }

    private static Compressor compressor(String specification) {
        return specification.startsWith(SourceFile.SCHEME)
                ? SourceFile.load(specification, Compressor.class, "--compressor")
                : Compressors.parse(specification);
    }

    private static RefuteOptions options(Values values) {
        Overrides overrides = overrides(values);
        String claim = values.text(RefuteOption.CLAIM);
        if (!claim.isEmpty() && !Refuter.claims().contains(claim)) {
            throw new InvalidInputException(Nearest.unknown("claim", claim, Refuter.claims()));
        }
        double[] vector = values.vector();
        List<Integer> lengths = values.lengths();
        if (vector.length > 0 && !lengths.isEmpty() && !lengths.equals(List.of(vector.length))) {
            throw new InvalidInputException("--dimension %s does not fit --vector, which has %d entries: leave it out"
                    .formatted(values.text(RefuteOption.DIMENSION), vector.length));
        }
        if (overrides.bits() != null && overrides.bits() >= 0 && vector.length == 0 && lengths.size() != 1) {
            throw new InvalidInputException("--bits needs the length of the vectors: add --dimension D");
        }
        double error = values.number(RefuteOption.ERROR);
        if (!(error > 0 && error < 1)) {
            throw new InvalidInputException("--error must be between 0 and 1 (got " + error + ")");
        }
        double seconds = values.number(RefuteOption.TIME);
        if (!(seconds > 0 && seconds < 1e9)) {
            throw new InvalidInputException("--time must be a positive number of seconds (got " + seconds + ")");
        }
        return new RefuteOptions(overrides, claim, lengths, values.magnitudes(), vector, seconds, values.seed(), error);
    }

    private static Overrides overrides(Values values) {
        String deterministic = values.choice(RefuteOption.DETERMINISTIC);
        String homogeneous = values.choice(RefuteOption.HOMOGENEOUS);
        String ties = values.choice(RefuteOption.TIES);
        Double alpha = values.constant(RefuteOption.ALPHA, 0);
        if (alpha != null && alpha > 1) {
            throw new InvalidInputException("--alpha must be in [0, 1] (got " + alpha + ")");
        }
        Double bits = values.constant(RefuteOption.BITS, -1);
        return new Overrides(
                alpha,
                values.constant(RefuteOption.OMEGA, Double.POSITIVE_INFINITY),
                bits == null ? null : (Long) (long) Math.floor(bits),
                deterministic.isEmpty() ? null : (Boolean) deterministic.equals("yes"),
                homogeneous.isEmpty() ? null : Homogeneity.valueOf(homogeneous.toUpperCase(Locale.ROOT)),
                ties.isEmpty() ? null : (Boolean) ties.equals("lower"));
    }

    /** The given values, or the defaults. */
    private record Values(ParseResult parsed) {
        String text(RefuteOption option) {
            String value = parsed.matchedOptionValue(option.flag(), option.defaultValue());
            return value.strip();
        }

        String choice(RefuteOption option) {
            String value = text(option);
            List<String> choices = List.of(option.argument().split("\\|", -1));
            if (!value.isEmpty() && !choices.contains(value)) {
                throw new InvalidInputException(Nearest.unknown("value of " + option.flag(), value, choices));
            }
            return value;
        }

        double number(RefuteOption option) {
            try {
                return Double.parseDouble(text(option));
            } catch (NumberFormatException e) {
                throw new InvalidInputException(option.flag() + " must be a number (got '" + text(option) + "')", e);
            }
        }

        /** A nonnegative number; null where it is not given. */
        @Nullable
        Double constant(RefuteOption option, double none) {
            String text = text(option);
            if (text.isEmpty()) {
                return null;
            }
            if (text.equals(NONE)) {
                return none;
            }
            double value = number(option);
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException(
                        option.flag() + " must be a number that is not negative, or none (got " + text + ")");
            }
            return value;
        }

        long seed() {
            String text = text(RefuteOption.SEED);
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new InvalidInputException("--seed must be an integer (got '" + text + "')", e);
            }
        }

        List<Integer> lengths() {
            String text = text(RefuteOption.DIMENSION);
            if (text.isEmpty()) {
                return List.of();
            }
            String sentence = "--dimension must be lengths from 1 to %d, such as 20 or 1,2,50 (got '%s')"
                    .formatted(LONGEST, text);
            try {
                List<Integer> lengths = Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .distinct()
                        .sorted()
                        .toList();
                if (lengths.get(0) < 1 || lengths.get(lengths.size() - 1) > LONGEST) {
                    throw new InvalidInputException(sentence);
                }
                return lengths;
            } catch (NumberFormatException e) {
                throw new InvalidInputException(sentence, e);
            }
        }

        Magnitudes magnitudes() {
            String text = text(RefuteOption.MAGNITUDES);
            String[] ends = text.split(":", -1);
            String sentence =
                    "--magnitudes must be LEAST:LARGEST, two positive numbers such as 1e-30:1e30 (got '" + text + "')";
            if (ends.length != 2) {
                throw new InvalidInputException(sentence);
            }
            try {
                return new Magnitudes(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException(sentence, e);
            }
        }

        double[] vector() {
            String text = text(RefuteOption.VECTOR);
            if (text.isEmpty()) {
                return new double[0];
            }
            try {
                return VectorText.parse(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException(
                        "--vector must be numbers such as 1,-0.5,0 or 1x20,0.5 (got '" + text + "')", e);
            }
        }
    }
}
