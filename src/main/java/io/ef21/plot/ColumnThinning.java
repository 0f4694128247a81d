package io.ef21.plot;

import java.util.Arrays;

/**
 * Leaves out points that make no visible difference: of the points that follow each other within one pixel column, only
 * the first, the lowest, the highest and the last one are kept. They span the same column of pixels, and the line enters
 * and leaves it at the same places.
 */
final class ColumnThinning {
    private ColumnThinning() {}

    /** The thinned line of a trace in logical pixels. */
    static Trace thin(Trace pixels) {
        return pixels.only(kept(pixels));
    }

    /** The places of the points that are kept, in order. */
    static int[] kept(Trace pixels) {
        double[] x = pixels.x();
        double[] y = pixels.y();
        int[] kept = new int[x.length];
        int count = 0;
        int first = 0;
        while (first < x.length) {
            int lowest = first;
            int highest = first;
            int last = first;
            for (int i = first; i < x.length && Math.floor(x[i]) == Math.floor(x[first]); i++) {
                lowest = y[i] < y[lowest] ? i : lowest;
                highest = y[i] > y[highest] ? i : highest;
                last = i;
            }
            int[] candidates = {first, Math.min(lowest, highest), Math.max(lowest, highest), last};
            for (int candidate : candidates) {
                if (count == 0 || kept[count - 1] < candidate) {
                    kept[count++] = candidate;
                }
            }
            first = last + 1;
        }
        return Arrays.copyOf(kept, count);
    }
}
