package io.ef21.refute;

/**
 * The range of the nonzero magnitudes that claims are tested on. Constants of compressors hold where their scales are normal
 * numbers of 16, 32 or 64 bits, which {@link #USUAL} magnitudes leave room for, a factor of 2^20 included.
 *
 * @param least positive
 * @param largest not below it
 */
public record Magnitudes(double least, double largest) {
    /** 1e-30 to 1e30: what every compressor has to take. */
    public static final Magnitudes USUAL = new Magnitudes(1e-30, 1e30);

    public Magnitudes {
        if (!(least > 0 && least <= largest && largest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "magnitudes must ascend from a positive number (got " + least + " to " + largest + ")");
        }
    }

    /** Moves entries into the range; zeros stay. */
    double[] clamp(double[] x) {
        for (int j = 0; j < x.length; j++) {
            if (x[j] != 0) {
                x[j] = Math.copySign(Math.min(Math.max(Math.abs(x[j]), least), largest), x[j]);
            }
            if (Double.isNaN(x[j])) {
                x[j] = largest;
            }
        }
        return x;
    }

    /** Whether all nonzero entries are in the range. */
    boolean contain(double[] x) {
        for (double value : x) {
            double magnitude = Math.abs(value);
            if (magnitude != 0 && !(magnitude >= least && magnitude <= largest)) {
                return false;
            }
        }
        return true;
    }
}
