package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The catalogue of compressors: {@code NAME} or {@code NAME:ARGUMENTS}. */
public final class Compressors {
    private static final Map<String, Function<String, Compressor>> CATALOGUE = catalogue();

    private Compressors() {}

    private static Map<String, Function<String, Compressor>> catalogue() {
        Map<String, Function<String, Compressor>> catalogue = new LinkedHashMap<>();
        catalogue.put("identity", Compressors::identity);
        catalogue.put("topk", Compressors::topK);
        catalogue.put("quantize", Compressors::quantize);
        catalogue.put("grid", Compressors::grid);
        return catalogue;
    }

    /**
     * The compressor with a specification such as {@code topk:0.01}.
     *
     * @throws InvalidInputException if there is none of that name or its arguments are wrong
     */
    public static Compressor parse(String specification) {
        int colon = specification.indexOf(':');
        String name = colon < 0 ? specification : specification.substring(0, colon);
        Function<String, Compressor> entry = CATALOGUE.get(name);
        if (entry == null) {
            throw new InvalidInputException(Nearest.unknown("compressor", name, CATALOGUE.keySet()));
        }
        return entry.apply(colon < 0 ? "" : specification.substring(colon + 1));
    }

    private static Compressor identity(String arguments) {
        if (!arguments.isEmpty()) {
            throw new InvalidInputException("identity takes no arguments (got identity:" + arguments + ")");
        }
        return new Identity();
    }

    private static Compressor topK(String arguments) {
        boolean fraction = arguments.indexOf('.') >= 0;
        try {
            return new TopK(fraction ? Double.parseDouble(arguments) : Integer.parseInt(arguments), fraction);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "topk:K needs a count such as topk:10 or a fraction such as topk:0.01 (got topk:" + arguments + ")",
                    e);
        }
    }

    private static Compressor quantize(String arguments) {
        String[] numbers = arguments.split(":", -1);
        try {
            int bits = Integer.parseInt(numbers[0]);
            if (numbers.length <= 2) {
                return numbers.length == 1 ? new Quantize(bits) : new Quantize(bits, Integer.parseInt(numbers[1]));
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException(quantizeForm(arguments), e);
        }
        throw new InvalidInputException(quantizeForm(arguments));
    }

    private static Compressor grid(String arguments) {
        String[] numbers = arguments.split(":", -1);
        try {
            double step = Double.parseDouble(numbers[0]);
            if (numbers.length <= 2) {
                return numbers.length == 1 ? new Grid(step) : new Grid(step, Integer.parseInt(numbers[1]));
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException(gridForm(arguments), e);
        }
        throw new InvalidInputException(gridForm(arguments));
    }

    private static String gridForm(String arguments) {
        return "grid:STEP[:BLOCK] needs numbers such as grid:0.7 or grid:0.7:64 (got grid:" + arguments + ")";
    }

    private static String quantizeForm(String arguments) {
        return "quantize:BITS[:BLOCK] needs whole numbers such as quantize:4 or quantize:4:64 (got quantize:"
                + arguments + ")";
    }
}
