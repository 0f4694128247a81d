package io.ef21.refute;

import java.util.ArrayList;
import java.util.List;

/** Vectors as text: entries with commas between them, {@code 1x20} for twenty ones. */
public final class VectorText {
    private static final int LONGEST = 1 << 20;

    private VectorText() {}

    /** A vector, to the last bit. */
    public static String of(double[] x) {
        List<String> runs = new ArrayList<>();
        for (int j = 0; j < x.length; ) {
            int end = j;
            while (end < x.length && Double.compare(x[end], x[j]) == 0) {
                end++;
            }
            String entry = entry(x[j]);
            runs.add(end - j > 1 ? entry + "x" + (end - j) : entry);
            j = end;
        }
        return String.join(",", runs);
    }

    private static String entry(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7 && Double.compare(value, -0.0) != 0
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /**
     * The vector of a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static double[] parse(String text) {
        List<Double> entries = new ArrayList<>();
        for (String run : text.split(",", -1)) {
            int times = run.indexOf('x');
            double value = Double.parseDouble(times < 0 ? run : run.substring(0, times));
            int count = times < 0 ? 1 : Integer.parseInt(run.substring(times + 1));
            if (!Double.isFinite(value) || count < 1 || entries.size() + (long) count > LONGEST) {
                throw new IllegalArgumentException("needs finite numbers, and counts of at least 1");
            }
            for (int i = 0; i < count; i++) {
                entries.add(value);
            }
        }
        return entries.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
