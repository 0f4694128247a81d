package io.ef21.cli;

import java.util.Locale;

/** Amounts for people. */
final class Quantity {
    private Quantity() {}

    /** Bits, with a decimal prefix. */
    static String bits(double bits) {
        return scaled(bits, 1000, "bit", "kbit", "Mbit", "Gbit");
    }

    /** Bytes, with a decimal prefix. */
    static String bytes(long bytes) {
        return scaled((double) bytes, 1000, "B", "kB", "MB", "GB");
    }

    /** An integer with separators. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Six significant digits; "-" for NaN. */
    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.6g", value);
    }

    private static String scaled(double amount, double base, String... units) {
        int unit = 0;
        while (amount >= base && unit < units.length - 1) {
            amount /= base;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.2f %s", amount, units[unit]);
    }
}
