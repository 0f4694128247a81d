package io.ef21.auto;

import io.ef21.data.InvalidInputException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The driver's link: {@code RATE[:LATENCY]}, such as {@code 100mbit}, {@code 1gbit:10ms}.
 *
 * @param bytesPerSecond what the driver can send or receive
 * @param latency seconds that a round costs whatever its bytes; 0.01 when none is said, about what Spark needs for a job
 */
public record Link(double bytesPerSecond, double latency) implements Serializable {
    private static final double SPARK_JOB = 0.01;
    private static final Pattern RATE = Pattern.compile("([0-9.]+)(k|m|g)bit");
    private static final Pattern LATENCY = Pattern.compile("([0-9.]+)(us|ms|s)");
    private static final Map<String, Double> UNITS =
            Map.of("k", 1e3 / 8, "m", 1e6 / 8, "g", 1e9 / 8, "us", 1e-6, "ms", 1e-3, "s", 1.0);

    /**
     * The link with a specification.
     *
     * @throws InvalidInputException if it is not one
     */
    public static Link parse(String specification) {
        String[] parts = specification.toLowerCase(Locale.ROOT).split(":", -1);
        double rate = parts.length <= 2 ? quantity(RATE, parts[0]) : Double.NaN;
        double latency = parts.length == 2 ? quantity(LATENCY, parts[1]) : SPARK_JOB;
        if (!(rate > 0) || !(latency >= 0)) {
            throw new InvalidInputException(
                    "--link must be RATE[:LATENCY], such as 100mbit or 1gbit:10ms (got '" + specification + "')");
        }
        return new Link(rate, latency);
    }

    private static double quantity(Pattern form, String text) {
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), Double.NaN);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
