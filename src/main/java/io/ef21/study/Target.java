package io.ef21.study;

import io.ef21.data.InvalidInputException;

/**
 * An accuracy whose price the table tells.
 *
 * @param quality what is to be small
 * @param value how small, positive where it is no objective
 */
public record Target(Quality quality, double value) {
    /**
     * A target from {@code gradNormSq:1e-6}, {@code gap:1e-4} or {@code objective:0.3}.
     *
     * @throws InvalidInputException if it is none
     */
    static Target parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidInputException(
                    "expected gradNormSq:VALUE, gap:VALUE or objective:VALUE (got '" + text + "')");
        }
        Quality quality = Quality.named(text.substring(0, colon).strip());
        double value = Double.parseDouble(text.substring(colon + 1).strip());
        if (!Double.isFinite(value) || (quality != Quality.OBJECTIVE && value <= 0)) {
            throw new InvalidInputException("expected a positive number (got '" + text + "')");
        }
        return new Target(quality, value);
    }

    @Override
    public String toString() {
        return quality.field() + " <= " + Text.plain(value);
    }
}
