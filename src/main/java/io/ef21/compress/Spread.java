package io.ef21.compress;

/**
 * A compressor's bias and variance apart, as EF-BV has them (Condat, Yi and Richtarik 2022): ||E C(x) - x|| at most bias ||x||,
 * E||C(x) - E C(x)||^2 at most variance ||x||^2.
 *
 * @param bias eta, not negative
 * @param variance omega, not negative
 */
public record Spread(double bias, double variance) {
    public Spread {
        if (!(bias >= 0 && variance >= 0)) {
            throw new IllegalArgumentException(
                    "bias and variance must not be negative (got " + bias + ", " + variance + ")");
        }
    }

    /** The best rate at which a shift learns: min((1 - bias) / ((1 - bias)^2 + variance), 1) (EF-BV, Remark 1). */
    public double rate() {
        double kept = 1 - bias;
        return Math.min(1, kept / (kept * kept + variance));
    }

    /** The share of a shift's squared error that is left after a round at a rate: (1 - rate (1 - bias))^2 + rate^2 variance. */
    public double left(double rate) {
        double missed = 1 - rate + rate * bias;
        return missed * missed + rate * rate * variance;
    }
}
