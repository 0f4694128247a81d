package io.ef21.wire;

import io.ef21.kernel.CountSketch;

/**
 * A count sketch of a vector. Sketches with the same key are added up by adding their tables.
 *
 * @param sketch how it was made
 * @param median whether an entry is the median of its rows' estimates, or else their mean
 * @param table the sums, row after row
 */
public record Sketched(CountSketch sketch, boolean median, double[] table) implements Correction {
    /** The longest table for vectors of a length: a sketch is to be shorter than they are, or hardly longer where they are short. */
    public static long largest(int length) {
        return Math.min(Integer.MAX_VALUE - 8, 8L * length + 1024);
    }

    @Override
    public int length() {
        return sketch.length();
    }

    @Override
    public int stored() {
        return table.length;
    }

    @Override
    public void addTo(double[] target, double scale) {
        if (median) {
            sketch.addMedian(table, target, scale);
        } else {
            sketch.addMean(table, target, scale);
        }
    }
}
