package io.ef21.plot;

/**
 * A line of text with an optional exponent, drawn smaller and raised right after it.
 *
 * @param base the text on the baseline
 * @param exponent the raised text; empty for none
 */
record RichText(String base, String exponent) {
    /** The exponent's font size as a share of the base's. */
    static final double EXPONENT_SIZE = 0.75;

    /** How far the exponent's baseline is raised, as a share of the base's font size. */
    static final double EXPONENT_RISE = 0.42;

    static final RichText EMPTY = plain("");

    static RichText plain(String text) {
        return new RichText(text, "");
    }

    boolean isEmpty() {
        return base.isEmpty() && exponent.isEmpty();
    }

    /** The room to keep for it, in logical pixels. */
    double width(TextStyle style) {
        return TextWidth.of(base, style) + EXPONENT_SIZE * TextWidth.of(exponent, style);
    }
}
