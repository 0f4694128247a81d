package io.ef21.wire;

import io.ef21.kernel.CountSketch;

/**
 * A count sketch of a vector. Sketches with the same seed are added up by adding their tables.
 *
 * @param length of the vector
 * @param sketch how it was made
 * @param median whether an entry is the median of its rows' estimates, or else their mean
 * @param table the sums, row after row
 */
public record Sketched(int length, CountSketch sketch, boolean median, double[] table) implements Correction {
    @Override
    public int stored() {
        return table.length;
    }

    @Override
    public void addTo(double[] target, double scale) {
        sketch.addTo(table, median, target, scale);
    }
}
