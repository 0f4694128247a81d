package io.ef21.compress;

import io.ef21.data.InvalidInputException;

/** The width of a value on the wire. */
public enum ValueBits {
    /** IEEE double: exact. */
    DOUBLE(64),
    /** IEEE float, to the nearest: the client continues from the rounded value. */
    FLOAT(32);

    private final int bits;

    ValueBits(int bits) {
        this.bits = bits;
    }

    /** 64 or 32. */
    public int bits() {
        return bits;
    }

    /**
     * The width of that many bits.
     *
     * @throws InvalidInputException unless 64 or 32
     */
    public static ValueBits of(int bits) {
        return switch (bits) {
            case 64 -> DOUBLE;
            case 32 -> FLOAT;
            default -> throw new InvalidInputException("--value-bits must be 64 or 32 (got " + bits + ")");
        };
    }
}
