package io.ef21.compress;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * So many of d: a count, or a fraction of d.
 *
 * @param number a count of at least 1, or a fraction in (0, 1]
 * @param fraction which of the two
 */
public record Amount(double number, boolean fraction) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Amount {
        boolean valid = fraction
                ? number > 0 && number <= 1
                : number >= 1 && number == Math.rint(number) && number <= Integer.MAX_VALUE;
        if (!valid) {
            throw new IllegalArgumentException(
                    "needs a count of at least 1, or a fraction with a decimal point in (0, 1]");
        }
    }

    /**
     * Reads {@code 10} as a count, {@code 0.01} as a fraction.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Amount parse(String text) {
        boolean fraction = text.indexOf('.') >= 0;
        return new Amount(fraction ? Double.parseDouble(text) : Integer.parseInt(text), fraction);
    }

    /**
     * How many of d: all, if there are fewer than asked for. Fractions are rounded up, in decimal arithmetic: 0.07 of 100 is 7,
     * not 7.000...1.
     */
    public int of(int d) {
        if (!fraction) {
            return (int) Math.min(d, number);
        }
        return BigDecimal.valueOf(number)
                .multiply(BigDecimal.valueOf(d))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    @Override
    public String toString() {
        return fraction ? Double.toString(number) : Integer.toString((int) number);
    }
}
