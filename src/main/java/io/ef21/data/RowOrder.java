package io.ef21.data;

import java.util.Arrays;

/**
 * The order in which a shard keeps its rows: by length within windows of 4,096 rows, equal lengths as they came. Loops
 * over rows of one length mispredict no ends of rows; windows keep rows near those that were read with them.
 */
final class RowOrder {
    private static final int WINDOW = 4096;

    private RowOrder() {}

    /**
     * Sorts rows.
     *
     * @param lengths one per row
     * @return at each place, the row that goes there
     */
    static int[] byLength(int[] lengths) {
        int[] order = new int[lengths.length];
        long[] keys = new long[Math.min(WINDOW, lengths.length)];
        for (int from = 0; from < lengths.length; from += WINDOW) {
            int count = Math.min(WINDOW, lengths.length - from);
            for (int i = 0; i < count; i++) {
                // unique keys: any sort of them is stable
                keys[i] = (long) lengths[from + i] << 32 | i;
            }
            Arrays.sort(keys, 0, count);
            for (int i = 0; i < count; i++) {
                order[from + i] = from + (int) keys[i];
            }
        }
        return order;
    }
}
