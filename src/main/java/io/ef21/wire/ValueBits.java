package io.ef21.wire;

import io.ef21.data.InvalidInputException;

/** The width of a value on the wire. */
public enum ValueBits {
    /** IEEE double: exact. */
    DOUBLE(64),
    /** IEEE float, to the nearest: the client continues from the rounded value. */
    FLOAT(32),
    /** The upper half of an IEEE float, to the nearest: 8 significant bits. */
    BFLOAT(16);

    private final int bits;

    ValueBits(int bits) {
        this.bits = bits;
    }

    /** 64, 32 or 16. */
    public int bits() {
        return bits;
    }

    /**
     * The width of that many bits.
     *
     * @throws InvalidInputException unless 64, 32 or 16
     */
    public static ValueBits of(int bits) {
        return switch (bits) {
            case 64 -> DOUBLE;
            case 32 -> FLOAT;
            case 16 -> BFLOAT;
            default -> throw new InvalidInputException("--value-bits must be 64, 32 or 16 (got " + bits + ")");
        };
    }

    /** The bfloat16 nearest to a number. */
    static short bfloat(double value) {
        int bits = Float.floatToRawIntBits((float) value);
        // to the nearest, ties to even
        return (short) ((bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16);
    }

    /** The number that a bfloat16 stands for. */
    static double ofBfloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
