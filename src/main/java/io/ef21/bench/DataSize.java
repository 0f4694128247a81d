package io.ef21.bench;

/**
 * How much data there is.
 *
 * @param rows to train on
 * @param features d
 * @param nonzeros of the rows to train on
 * @param heldOutRows to test on
 */
public record DataSize(long rows, int features, long nonzeros, long heldOutRows) {
    /** Not known. */
    public static final DataSize UNKNOWN = new DataSize(0, 0, 0, 0);
}
