package io.ef21.study;

import java.util.Locale;

/** Numbers for people. */
final class Text {
    private Text() {}

    /** Few digits; "-" for what is not known or never reached. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e5) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return size >= 1e5 || size < 1e-2
                ? String.format(Locale.ROOT, "%.3g", value)
                        .replaceFirst("\\.?0+e", "e")
                        .replace("e+0", "e")
                        .replace("e+", "e")
                        .replace("e-0", "e-")
                : String.format(Locale.ROOT, "%.3g", value);
    }

    /** As it reads back; empty for NaN. */
    static String exact(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
