package io.ef21.kernel;

import java.util.Arrays;

/**
 * Entries that may be among the k largest magnitudes of a vector, in index order: all those above a threshold, which
 * rises whenever there are too many of them.
 *
 * <p>Of 2k + 5120 candidates, at the most, all but the best k go: that takes time proportional to their number and
 * happens once per k + 4096 of them, so the whole is linear in the length, whatever the first threshold. Not thread-safe.
 */
final class Candidates {
    /** Entries that are taken before room is looked for, at the most. */
    private static final int CHUNK = 1024;

    private static final int MORE = 4096;

    /** From this part of the entries on, jumps over the others cost more than writing every one. */
    private static final double MANY = 0.03;

    private final Magnitudes magnitudes;
    private final int k;
    private final int chunk;
    private final int most;
    private double[] values;
    private int[] indices;
    private long[] keys = new long[0];
    private int count;
    private long threshold;

    /** No candidates. */
    Candidates(Magnitudes magnitudes, int k) {
        this.magnitudes = magnitudes;
        this.k = k;
        this.chunk = Math.min(magnitudes.length(), CHUNK);
        this.most = (int) Math.min(magnitudes.length(), (long) k + Math.max(k, MORE)) + chunk;
        // A threshold from a sample leaves room in this; arrays for the worst case would take longer to clear.
        int usual = (int) Math.min(most, (long) k + k / 4 + MORE);
        this.values = new double[usual];
        this.indices = new int[usual];
    }

    /**
     * Collects the k largest.
     *
     * @param from entries are above this key
     * @return whether there are so many
     */
    boolean collect(long from) {
        threshold = from;
        count = 0;
        int length = magnitudes.length();
        boolean few = k < MANY * length;
        for (int j = 0; j < length; j += chunk) {
            int end = Math.min(length, j + chunk);
            makeRoom();
            count = magnitudes.above(j, end, threshold, few, values, indices, count);
        }
        if (count < k) {
            return false;
        }
        keepLargest();
        return true;
    }

    /** The k largest, once collected. */
    LargestEntries largest() {
        return new LargestEntries(Arrays.copyOf(indices, k), Arrays.copyOf(values, k), threshold);
    }

    /** For a chunk. */
    private void makeRoom() {
        if (count + chunk > values.length && values.length < most) {
            int size = (int) Math.min(most, 2L * values.length);
            values = Arrays.copyOf(values, size);
            indices = Arrays.copyOf(indices, size);
        }
        if (count + chunk > values.length) {
            keepLargest();
        }
    }

    /** Drops all but the k largest; the threshold is then the smallest of them, as later ones of equal size lose. */
    private void keepLargest() {
        if (keys.length < count) {
            keys = new long[values.length];
        }
        for (int i = 0; i < count; i++) {
            keys[i] = Magnitudes.key(values[i]);
        }
        KeySelection.partition(keys, count, count - k);
        long smallest = keys[count - k];
        int ties = k;
        for (int i = count - k + 1; i < count; i++) {
            ties -= (int) ((smallest - keys[i]) >>> 63);
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long key = Magnitudes.key(values[i]);
            values[kept] = values[i];
            indices[kept] = indices[i];
            kept += (int) ((smallest - 1 - key) >>> 63);
            if (key == smallest && ties-- <= 0) {
                kept--;
            }
        }
        count = k;
        threshold = smallest;
    }
}
