package io.ef21.study;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers for people. */
final class Text {
    private static final double SHORT = 1e4;
    private static final double SMALL = 1e-2;

    private Text() {}

    /** Three digits, or all of a small integer; "-" for what is not known or never reached. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < SHORT) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        if (size < SHORT && size >= SMALL) {
            int decimals = (int) Math.max(0, 2 - Math.floor(Math.log10(size)));
            return String.format(Locale.ROOT, "%." + decimals + "f", value);
        }
        return scientific(String.format(Locale.ROOT, "%.2e", value));
    }

    /** All digits, and no more. */
    static String plain(double value) {
        double size = Math.abs(value);
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (value == 0 || (size >= SMALL / 10 && size < SHORT)) {
            return digits.toPlainString();
        }
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    /** Ten digits; "-" for what is not known. */
    static String precise(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.10g", value) : "-";
    }

    /** 1.20e-05 is 1.2e-5. */
    private static String scientific(String text) {
        return text.replaceFirst("\\.?0*e", "e").replaceFirst("e[+]?(-?)0*(\\d+)", "e$1$2");
    }

    /** As it reads back; empty for NaN. */
    static String exact(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
