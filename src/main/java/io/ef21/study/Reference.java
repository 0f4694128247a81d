package io.ef21.study;

import io.ef21.data.InvalidInputException;

/**
 * What the objective gap is measured from. A gap is never negative: the lowest objective that any run reached counts
 * where it is lower.
 *
 * @param minimum of f, as given; infinite where it is not known
 * @param losslessRounds of a run of its own that looks for it; 0 for none
 */
public record Reference(double minimum, int losslessRounds) {
    /** The lowest objective that any run reached. */
    public static final Reference AUTO = new Reference(Double.POSITIVE_INFINITY, 0);

    private static final String LOSSLESS = "lossless:";

    /**
     * A reference from {@code auto}, {@code lossless:ROUNDS} or a number.
     *
     * @throws InvalidInputException if it is none
     */
    static Reference parse(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        try {
            if (text.startsWith(LOSSLESS)) {
                int rounds = Integer.parseInt(text.substring(LOSSLESS.length()));
                if (rounds > 0) {
                    return new Reference(Double.POSITIVE_INFINITY, rounds);
                }
            } else if (Double.isFinite(Double.parseDouble(text))) {
                return new Reference(Double.parseDouble(text), 0);
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException(wrong(text), e);
        }
        throw new InvalidInputException(wrong(text));
    }

    private static String wrong(String text) {
        return "expected auto, lossless:ROUNDS or the minimum of f (got '" + text + "')";
    }
}
