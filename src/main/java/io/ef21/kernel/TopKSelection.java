package io.ef21.kernel;

/**
 * The k largest magnitudes of a vector, exactly; of equal magnitudes the lower index wins.
 *
 * <p>Magnitudes are compared as the 63 low bits of their IEEE form, which orders them and needs no branch for signs.
 * k = 1 is one pass; otherwise the k-th largest key is found by quickselect on a copy of the keys (median of three,
 * expected time linear in the length) and a second pass collects, in index order. Thread-safe.
 */
public final class TopKSelection {
    private TopKSelection() {}

    /**
     * The ascending indices of the k entries of largest magnitude.
     *
     * @param v finite numbers; NaN and infinities are refused, they would win silently
     * @param k between 1 and v.length
     */
    public static int[] select(double[] v, int k) {
        if (k < 1 || k > v.length) {
            throw new IllegalArgumentException("k must be between 1 and " + v.length + " (got " + k + ")");
        }
        if (k == 1) {
            return new int[] {largest(v)};
        }
        long[] keys = new long[v.length];
        long top = 0;
        for (int j = 0; j < v.length; j++) {
            keys[j] = key(v[j]);
            top = Math.max(top, keys[j]);
        }
        requireFinite(top);
        int[] selected = new int[k];
        if (k == v.length) {
            for (int j = 0; j < k; j++) {
                selected[j] = j;
            }
            return selected;
        }
        long threshold = kthLargest(keys, k);
        int above = 0;
        for (double value : v) {
            above += key(value) > threshold ? 1 : 0;
        }
        int ties = k - above;
        int count = 0;
        for (int j = 0; count < k; j++) {
            long key = key(v[j]);
            if (key > threshold || (key == threshold && ties-- > 0)) {
                selected[count++] = j;
            }
        }
        return selected;
    }

    private static long key(double value) {
        return Double.doubleToRawLongBits(value) & Long.MAX_VALUE;
    }

    private static int largest(double[] v) {
        int best = 0;
        long bestKey = key(v[0]);
        for (int j = 1; j < v.length; j++) {
            long key = key(v[j]);
            if (key > bestKey) {
                bestKey = key;
                best = j;
            }
        }
        requireFinite(bestKey);
        return best;
    }

    private static void requireFinite(long largestKey) {
        if (largestKey >= 0x7FF0000000000000L) {
            throw new ArithmeticException("a vector with NaN or infinite entries cannot be compressed");
        }
    }

    /** The k-th largest key; reorders {@code keys}. */
    private static long kthLargest(long[] keys, int k) {
        int low = 0;
        int high = keys.length - 1;
        int target = k - 1;
        while (low < high) {
            long pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] > pivot) {
                    i++;
                }
                while (keys[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swap;
                }
            }
            if (target <= j) {
                high = j;
            } else if (target >= i) {
                low = i;
            } else {
                return keys[target];
            }
        }
        return keys[target];
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
