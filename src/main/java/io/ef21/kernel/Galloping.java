package io.ef21.kernel;

/**
 * Search from a known place in an ascending list: in steps that double, then by bisection, so that merging a short list
 * with a long one takes short * log(long / short) comparisons and merging equals is linear. Thread-safe.
 */
public final class Galloping {
    private Galloping() {}

    /** The first place from {@code from} on where {@code ascending} is at least {@code value}; its length if none. */
    public static int firstAtLeast(int[] ascending, int from, int value) {
        int low = from;
        int high = from;
        for (int step = 1; high < ascending.length && ascending[high] < value; step <<= 1) {
            low = high + 1;
            high = step < ascending.length - high ? high + step : ascending.length;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
