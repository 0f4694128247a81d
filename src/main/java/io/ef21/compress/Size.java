package io.ef21.compress;

import io.ef21.wire.ValueBits;

/**
 * The size of a message that a compressor declares for vectors of a length, header apart; entries that happen to be zero may
 * make it smaller.
 *
 * @param values numbers of the width that {@link ValueBits} tells
 * @param bits besides
 * @param indexed whether the values come with their indices, whose bits depend on where they lie
 */
public record Size(long values, long bits, boolean indexed) {
    /** Depends on the vector. */
    public static final Size AS_ENCODED = new Size(-1, 0, false);

    /** Numbers alone. */
    public static Size ofValues(long count) {
        return new Size(count, 0, false);
    }

    /** Numbers and their indices. */
    public static Size ofEntries(long count) {
        return new Size(count, 0, true);
    }

    /** Bits alone. */
    public static Size ofBits(long bits) {
        return new Size(0, bits, false);
    }

    /** Whether it can be told before the vector is known, indices apart. */
    public boolean isKnown() {
        return values >= 0;
    }

    /** The bits without the indices. */
    public long bits(ValueBits width) {
        return values * width.bits() + bits;
    }

    /** The size of two messages. */
    Size plus(Size other) {
        return isKnown() && other.isKnown()
                ? new Size(values + other.values, bits + other.bits, indexed || other.indexed)
                : AS_ENCODED;
    }
}
