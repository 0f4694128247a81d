package io.ef21.data;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a multiclass problem binary: some labels become +1, all others -1.
 *
 * @param ranges of the labels that become +1
 */
public record PositiveLabels(List<Range> ranges) implements RowTransform {
    private static final long serialVersionUID = 1L;

    private static final String NUMBER = "[-+]?\\d+(?:\\.\\d+)?";
    private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")(?:-(" + NUMBER + "))?");

    /** Labels from one to another, both included. */
    public record Range(double from, double to) implements java.io.Serializable {}

    /** Copies the list. */
    public PositiveLabels {
        ranges = List.copyOf(ranges);
    }

    /**
     * Labels and ranges of labels, separated by commas, such as {@code 1-10} or {@code 3,7,-1}.
     *
     * @param option names the option in the message
     * @throws InvalidInputException if it is anything else, or a range is empty
     */
    public static PositiveLabels parse(String option, String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = RANGE.matcher(part.strip());
            if (!matcher.matches()) {
                throw new InvalidInputException(
                        option + " must be labels or ranges of labels, such as 1-10 or 3,7 (got '" + text + "')");
            }
            double from = Double.parseDouble(matcher.group(1));
            double to = matcher.group(2) == null ? from : Double.parseDouble(matcher.group(2));
            if (to < from) {
                throw new InvalidInputException(option + ": the range '" + part.strip() + "' is empty");
            }
            ranges.add(new Range(from, to));
        }
        return new PositiveLabels(ranges);
    }

    @Override
    public RowBlock apply(long firstRow, RowBlock rows) {
        double[] labels = rows.labels().clone();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = isPositive(labels[i]) ? 1 : -1;
        }
        return rows.withLabels(labels);
    }

    private boolean isPositive(double label) {
        for (Range range : ranges) {
            if (label >= range.from() && label <= range.to()) {
                return true;
            }
        }
        return false;
    }
}
