package io.ef21.compress;

import io.ef21.kernel.CountSketch;
import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;
import io.ef21.wire.Sketched;

/**
 * Count sketch (Charikar, Chen and Farach-Colton 2002): every entry is added with a random sign to one of w buckets in each of v rows; an entry is
 * read as the mean, or the median, of its v buckets. Clients share the seed, so sketches add up. With groups of g entries, all that
 * is hashed is j div g: neighbours never collide, and the table is g times as long.
 *
 * <p>The mean is unbiased with omega = (D - 1) / (v w), D = d / g groups. The median is unbiased by symmetry where v is odd, and as half of the
 * estimates are at least as far off as the median, omega is at most 2v / (v + 1) (D - 1) / w.
 *
 * @param rows v, 1 to 64
 * @param buckets w, or w / D
 * @param group g, at least 1
 * @param median whether the median is read
 */
public record Sketch(int rows, Amount buckets, int group, boolean median) implements Compressor {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ROWS = 64;

    public Sketch {
        if (rows < 1 || rows > MOST_ROWS || group < 1) {
            throw new IllegalArgumentException("needs 1 to " + MOST_ROWS + " rows and groups of at least 1");
        }
        if (median && rows % 2 == 0) {
            throw new IllegalArgumentException("needs an odd number of rows for a median without bias");
        }
    }

    private int groups(int d) {
        return (int) (((long) d + group - 1) / group);
    }

    private int buckets(int d) {
        return buckets.of(groups(d));
    }

    private int group(int d) {
        return Math.min(group, d);
    }

    @Override
    public Correction compress(double[] v, long key) {
        if (v.length == 0) {
            return new Correction.Dense(v);
        }
        CountSketch sketch = new CountSketch(rows, buckets(v.length), group(v.length), key);
        return new Sketched(v.length, sketch, median, Norms.requireFinite(sketch.of(v)));
    }

    @Override
    public Traits traits(int d) {
        int length = Math.max(1, d);
        double w = buckets(length);
        double one = (groups(length) - 1) / w;
        double omega = median ? one * 2 * rows / (rows + 1) : one / rows;
        long values = (long) rows * buckets(length) * group(length);
        Traits traits = Traits.unbiased(omega).sized(new Size(values, Long.SIZE, false), 32L * values);
        return median && rows > 1
                ? traits.with(Property.HOMOGENEOUS, Property.ALL_REDUCIBLE, Property.SHARED_SEED)
                : traits.with(Property.HOMOGENEOUS, Property.ADDITIVE, Property.ALL_REDUCIBLE, Property.SHARED_SEED);
    }

    @Override
    public String toString() {
        return "sketch:" + rows + "x" + buckets + (group > 1 ? ":group=" + group : "") + (median ? ":median" : "");
    }
}
