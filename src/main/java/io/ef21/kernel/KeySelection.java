package io.ef21.kernel;

/** The algorithm of Floyd and Rivest (1975) for one order statistic of integers. Thread-safe: there is no state. */
final class KeySelection {
    /** Shorter ranges are partitioned about an entry as it comes, longer ones about one found by sampling. */
    private static final int SAMPLED = 600;

    private KeySelection() {}

    /**
     * Reorders keys [0, count) so that keys[target] is what it would be after sorting, with no larger key before it and no
     * smaller one after it.
     */
    static void partition(long[] keys, int count, int target) {
        partition(keys, 0, count - 1, target);
    }

    private static void partition(long[] keys, int first, int last, int target) {
        int left = first;
        int right = last;
        while (right > left) {
            if (right - left > SAMPLED) {
                // The part where the target is likely to be; how well it is chosen decides the time alone.
                int length = right - left + 1;
                int rank = target - left + 1;
                double log = Math.log(length);
                double sample = 0.5 * Math.exp(2 * log / 3);
                double deviation = 0.5 * Math.sqrt(log * sample * (length - sample) / length);
                deviation = rank < length / 2 ? -deviation : deviation;
                int from = (int) Math.max(left, target - rank * sample / length + deviation);
                int to = (int) Math.min(right, target + (length - rank) * sample / length + deviation);
                partition(keys, from, to, target);
            }
            long pivot = keys[target];
            int i = left;
            int j = right;
            swap(keys, left, target);
            if (keys[right] > pivot) {
                swap(keys, left, right);
            }
            while (i < j) {
                swap(keys, i, j);
                i++;
                j--;
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
            }
            if (keys[left] == pivot) {
                swap(keys, left, j);
            } else {
                j++;
                swap(keys, j, right);
            }
            if (j <= target) {
                left = j + 1;
            }
            if (target <= j) {
                right = j - 1;
            }
        }
    }

    private static void swap(long[] keys, int i, int j) {
        long key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
    }
}
