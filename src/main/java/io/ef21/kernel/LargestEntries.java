package io.ef21.kernel;

/**
 * The entries of largest magnitude of a vector. The arrays are shared, not copied: treat them as read-only.
 *
 * @param indices ascending
 * @param values the entries at the indices
 * @param threshold the smallest magnitude among them, as a key: a hint for the next selection from a vector like this one
 */
public record LargestEntries(int[] indices, double[] values, long threshold) {}
