package io.ef21.refute;

import io.ef21.compress.Compressor;
import io.ef21.data.InvalidInputException;
import java.util.List;

/** The lengths of the vectors that a compressor is tried on. */
final class Lengths {
    /** The longest that is looked for where none of the usual ones fits. */
    private static final int LONGEST = 4096;

    private Lengths() {}

    /**
     * Those asked for, else the usual ones that fit, else the first one that fits.
     *
     * @throws InvalidInputException if one that is asked for does not fit, or none does
     */
    static List<Integer> of(Compressor compressor, RefuteOptions options) {
        int given = options.vector().length;
        List<Integer> asked = given > 0 ? List.of(given) : options.lengths();
        if (!asked.isEmpty()) {
            asked.forEach(compressor::requireFits);
            return asked;
        }
        List<Integer> fitting = RefuteOptions.USUAL_LENGTHS.stream()
                .filter(d -> fits(compressor, d))
                .toList();
        if (!fitting.isEmpty()) {
            return fitting;
        }
        for (int d = 1; d <= LONGEST; d++) {
            if (fits(compressor, d)) {
                return List.of(d);
            }
        }
        compressor.requireFits(LONGEST);
        throw new InvalidInputException("no length up to " + LONGEST + " fits " + compressor + ": give --dimension");
    }

    /** Whether a compressor takes vectors of a length. */
    static boolean fits(Compressor compressor, int d) {
        try {
            compressor.requireFits(d);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
