package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CountSketch;
import io.ef21.wire.Correction;
import io.ef21.wire.Sketched;

/**
 * Count sketch (Charikar, Chen and Farach-Colton 2002): every entry is added with a random sign to one of w buckets in each of v
 * rows; an entry is read as the mean, or the median, of its v buckets. Clients share the seed, so sketches add up.
 *
 * <p>Hashes can be saved: neighbours in groups of g share theirs, a cell of g buckets; rows of a matrix with c columns share
 * theirs, each with its own buckets (the row and column tricks). Let D be the number of cells that are told apart, c / g. The mean
 * is unbiased with omega = (D - 1) / (v w). The median is unbiased by symmetry where v is odd, and as half of the estimates are at
 * least as far off as the median, omega is at most 2v / (v + 1) (D - 1) / w.
 *
 * @param rows v, 1 to 64
 * @param buckets w, the cells of a row, or w / D
 * @param group g, at least 1
 * @param columns c, or 0 for the length of the vector
 * @param median whether the median is read
 */
public record Sketch(int rows, Amount buckets, int group, int columns, boolean median) implements Compressor {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ROWS = 64;

    public Sketch {
        if (rows < 1 || rows > MOST_ROWS || group < 1 || columns < 0) {
            throw new IllegalArgumentException("needs 1 to " + MOST_ROWS + " rows, groups and columns of at least 1");
        }
        if (median && rows % 2 == 0) {
            throw new IllegalArgumentException("needs an odd number of rows for a median without bias");
        }
    }

    private CountSketch sketch(int d, long key) {
        int width = columns == 0 ? d : Math.min(columns, d);
        long matrixRows = ((long) d + width - 1) / width;
        return new CountSketch(d, width, group(d), rows, (int) ((long) cells(d) * group(d) * matrixRows), key);
    }

    private int group(int d) {
        return Math.min(group, columns == 0 ? d : Math.min(columns, d));
    }

    /** D. */
    private int hashes(int d) {
        int width = columns == 0 ? d : Math.min(columns, d);
        return (int) (((long) width + group(d) - 1) / group(d));
    }

    /** w. */
    private int cells(int d) {
        return buckets.of(hashes(d));
    }

    @Override
    public Correction compress(double[] v, long key) {
        if (v.length == 0) {
            return new Correction.Dense(v);
        }
        CountSketch sketch = sketch(v.length, key);
        double[] table = sketch.table();
        sketch.add(v, table);
        return new Sketched(sketch, median, table);
    }

    @Override
    public Traits traits(int d) {
        int length = Math.max(1, d);
        double one = (hashes(length) - 1.0) / cells(length);
        double omega = median ? one * 2 * rows / (rows + 1) : one / rows;
        long values = (long) rows * sketch(length, 0).buckets();
        Traits traits = Traits.unbiased(omega).sized(new Size(values, Long.SIZE, false), 32L * values);
        return median && rows > 1
                ? traits.with(Property.HOMOGENEOUS, Property.ALL_REDUCIBLE, Property.SHARED_SEED)
                : traits.with(Property.HOMOGENEOUS, Property.ADDITIVE, Property.ALL_REDUCIBLE, Property.SHARED_SEED);
    }

    @Override
    public void requireFits(int features) {
        int width = columns == 0 ? features : Math.min(columns, features);
        double numbers = (double) rows * cells(features) * group(features) * Math.ceil((double) features / width);
        if (numbers > Sketched.largest(features)) {
            throw new InvalidInputException(
                    "--compressor %s: a sketch of %.0f numbers for %d features is no compression"
                            .formatted(this, numbers, features));
        }
    }

    @Override
    public String toString() {
        return "sketch:" + rows + "x" + buckets + (group > 1 ? ":group=" + group : "")
                + (columns > 0 ? ":columns=" + columns : "") + (median ? ":median" : "");
    }
}
