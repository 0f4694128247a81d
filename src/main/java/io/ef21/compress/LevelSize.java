package io.ef21.compress;

import io.ef21.wire.Graded;
import io.ef21.wire.Ladder;

/** The sizes of messages of d levels and a scale. */
final class LevelSize {
    private LevelSize() {}

    /** With levels of fixed width: an entropy code may be smaller. */
    static Size of(int d, Ladder ladder) {
        return Size.ofBits((ladder.hasScale() ? Integer.SIZE : 0) + (long) d * Graded.width(ladder));
    }

    /** What papers count: 32 bits for the norm, one for each sign, and ceil(log2(s + 1)) for each level. */
    static long papers(int d, int s) {
        return Integer.SIZE + (long) d * (1 + Integer.SIZE - Integer.numberOfLeadingZeros(s));
    }
}
