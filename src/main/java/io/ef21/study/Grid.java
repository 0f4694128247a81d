package io.ef21.study;

import io.ef21.data.InvalidInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values to try: {@code theory:2^0..2^10} stands for {@code theory:1, theory:2, ..., theory:1024}. */
public final class Grid {
    private static final Pattern POWERS = Pattern.compile("(.*?)(\\d+)\\^(-?\\d+)\\.\\.(\\d+)\\^(-?\\d+)(.*)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");
    private static final int LARGEST_EXPONENT = 60;

    private Grid() {}

    /**
     * The values that a text stands for, in its order; the text itself where it has no range of powers.
     *
     * @throws InvalidInputException if the range makes no sense
     */
    public static List<String> expand(String text) {
        Matcher powers = POWERS.matcher(text);
        if (!powers.matches()) {
            return List.of(text);
        }
        try {
            int base = Integer.parseInt(powers.group(2));
            int from = Integer.parseInt(powers.group(3));
            int to = Integer.parseInt(powers.group(5));
            if (base == Integer.parseInt(powers.group(4))
                    && base >= 2
                    && Math.max(Math.abs(from), Math.abs(to)) <= LARGEST_EXPONENT) {
                List<String> values = new ArrayList<>();
                for (int e = from; from <= to ? e <= to : e >= to; e += from <= to ? 1 : -1) {
                    values.add(powers.group(1) + power(base, e) + powers.group(6));
                }
                return values;
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException("a range of powers is malformed in '" + text + "'", e);
        }
        throw new InvalidInputException("a range of powers has one base, at least 2, and exponents up to "
                + LARGEST_EXPONENT + ", such as 2^-3..2^10 (got '" + text + "')");
    }

    private static String power(int base, int exponent) {
        return exponent >= 0
                ? BigDecimal.valueOf(base).pow(exponent).toPlainString()
                : Double.toString(Math.pow(base, exponent));
    }

    /**
     * "lower" or "upper" where the chosen value is the smallest or largest of several that differ in one number alone;
     * else nothing: values that are no numbers have no order.
     */
    public static String edge(List<String> values, String chosen) {
        if (values.size() < 2) {
            return "";
        }
        List<List<String>> split = values.stream().map(Grid::split).toList();
        int differs = differingPart(split);
        if (differs < 0) {
            return "";
        }
        double[] numbers = split.stream()
                .mapToDouble(parts -> Double.parseDouble(parts.get(differs)))
                .toArray();
        double own = Double.parseDouble(split(chosen).get(differs));
        boolean lowest = true;
        boolean highest = true;
        for (double number : numbers) {
            lowest &= own <= number;
            highest &= own >= number;
        }
        return lowest ? "lower" : highest ? "upper" : "";
    }

    /** The place of the one number in which the values differ; -1 where they differ otherwise. */
    private static int differingPart(List<List<String>> values) {
        List<String> first = values.get(0);
        int differs = -1;
        for (List<String> other : values) {
            if (other.size() != first.size()) {
                return -1;
            }
            for (int i = 0; i < first.size(); i++) {
                if (!other.get(i).equals(first.get(i))) {
                    if (i % 2 == 0 || (differs >= 0 && differs != i)) {
                        return -1;
                    }
                    differs = i;
                }
            }
        }
        return differs;
    }

    /** Text, number, text, number, ..., text. */
    private static List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        Matcher numbers = NUMBER.matcher(value);
        int from = 0;
        while (numbers.find()) {
            parts.add(value.substring(from, numbers.start()));
            parts.add(numbers.group());
            from = numbers.end();
        }
        parts.add(value.substring(from));
        return parts;
    }
}
