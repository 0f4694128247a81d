package io.ef21.bench;

import java.util.List;

/**
 * What a contestant did in one turn: read, prepare, fit.
 *
 * @param size of the data; {@link DataSize#UNKNOWN} if they were not read
 * @param readSeconds reading or making the rows, caching them, and setting some apart
 * @param prepareSeconds from there to data as the contestant keeps them: dealt to clients, or a cached DataFrame
 * @param fits in the order in which they were made
 * @param failure why there are no more of them; empty when nothing failed
 */
public record Turn(DataSize size, double readSeconds, double prepareSeconds, List<Fit> fits, String failure) {
    /** Copies the list. */
    public Turn {
        fits = List.copyOf(fits);
    }

    /** A turn without result. */
    static Turn failed(String why) {
        return new Turn(DataSize.UNKNOWN, Double.NaN, Double.NaN, List.of(), why);
    }

    /** Whether it was made to its end. */
    public boolean complete() {
        return failure.isEmpty();
    }

    /** The fit that was made last. */
    public Fit last() {
        return fits.get(fits.size() - 1);
    }
}
