package io.ef21.kernel;

/**
 * Count sketches (Charikar, Chen and Farach-Colton 2002) of vectors of one length: a table of rows, in each of which every
 * entry is added, with a random sign, to a random bucket. The sketch of a sum is the sum of the sketches.
 *
 * <p>Row i hashes a number c to h = {@code CounterRandom.bits(CounterRandom.key(key, i), c)}: the cell is
 * ((h >>> 32) * cells) >>> 32, and the sign is minus where bit 0 of h is set. Plainly c is the coordinate, and a cell is a
 * bucket. In general the vector is a matrix by rows of {@code columns} entries; each of its rows has its own, equal part
 * of the buckets, and c = floor((coordinate mod columns) / group), so that neighbours share the sign and a cell of
 * {@code group} buckets, one each. Rows of the matrix therefore share their hashes; a vector to be hashed in runs only
 * has {@code columns = length}.
 *
 * <p>A table is an array of rows * buckets numbers, row after row. Additions are in order of coordinates, so the bits of a
 * table depend on the vectors and their order alone. Thread-safe: values do not change.
 *
 * @param length of the vectors, at least 1
 * @param columns entries in a row of the matrix, 1 to the length
 * @param group neighbours that share a cell, at least 1
 * @param rows of the table, at least 1
 * @param buckets in a row of the table, a multiple of {@code group} times the number of rows of the matrix
 * @param key of the random bits
 */
public record CountSketch(int length, int columns, int group, int rows, int buckets, long key) {
    public CountSketch {
        if (length < 1 || columns < 1 || columns > length || group < 1 || rows < 1) {
            throw new IllegalArgumentException("no sketch of vectors of length " + length + " with " + columns
                    + " columns, groups of " + group + " and " + rows + " rows");
        }
        long unit = group * (((long) length + columns - 1) / columns);
        if (buckets < 1 || buckets % unit != 0) {
            throw new IllegalArgumentException("buckets must be a multiple of " + unit + " (got " + buckets + ")");
        }
        if ((long) rows * buckets > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a table of " + rows + " rows of " + buckets + " buckets is too large");
        }
    }

    /** Every coordinate has a bucket of its own choice. */
    public static CountSketch of(int length, int rows, int buckets, long key) {
        return new CountSketch(length, length, 1, rows, buckets, key);
    }

    /** An empty table. */
    public double[] table() {
        return new double[rows * buckets];
    }

    /**
     * table += the sketch of v.
     *
     * @throws ArithmeticException if an entry of v is NaN or infinite; the table may have changed then
     */
    public void add(double[] v, double[] table) {
        requireLengths(v, table);
        forEachBlock((row, begin, count, bits, part, cells) -> {
            if (row == 0) {
                Magnitudes.requireFinite(v, begin, begin + count);
            }
            if (group == 1) {
                addEntries(v, begin, count, bits, table, part, cells);
            } else {
                addGroups(v, begin, count, group, bits, table, part, cells);
            }
        });
    }

    /** target += scale * estimates: means over the rows of what each says, whose expectation is the vector. */
    public void addMean(double[] table, double[] target, double scale) {
        forEachEstimate(table, target, (estimates, begin, count) -> {
            for (int j = 0; j < count; j++) {
                double sum = 0;
                for (double[] estimate : estimates) {
                    sum += estimate[j];
                }
                target[begin + j] += scale * (sum / rows);
            }
        });
    }

    /**
     * target += scale * estimates: medians over the rows of what each says, the mean of the two middle ones where their
     * number is even. Unlike means they do not suffer from single buckets with a large entry.
     */
    public void addMedian(double[] table, double[] target, double scale) {
        double[] sorted = new double[rows];
        forEachEstimate(table, target, (estimates, begin, count) -> {
            if (rows == 3) {
                addMedianOfThree(estimates[0], estimates[1], estimates[2], count, target, begin, scale);
                return;
            }
            for (int j = 0; j < count; j++) {
                for (int row = 0; row < rows; row++) {
                    double estimate = estimates[row][j];
                    int at = row;
                    for (; at > 0 && sorted[at - 1] > estimate; at--) {
                        sorted[at] = sorted[at - 1];
                    }
                    sorted[at] = estimate;
                }
                double median = (rows & 1) == 1
                        ? sorted[rows >>> 1]
                        : 0.5 * sorted[(rows >>> 1) - 1] + 0.5 * sorted[rows >>> 1];
                target[begin + j] += scale * median;
            }
        });
    }

    /** Work on the entries [begin, begin + count) in a row of the table, with its part from {@code part} on. */
    @FunctionalInterface
    private interface Block {
        void run(int row, int begin, int count, long[] bits, int part, int cells);
    }

    /** Work on the estimates, by row of the table, of the entries [begin, begin + count). */
    @FunctionalInterface
    private interface Estimates {
        void run(double[][] estimates, int begin, int count);
    }

    private void requireLengths(double[] v, double[] table) {
        if (v.length != length || table.length != rows * buckets) {
            throw new IllegalArgumentException("expected a vector of length " + length + " and a table of length "
                    + rows * buckets + " (got " + v.length + " and " + table.length + ")");
        }
    }

    /** Entries in a block: whole groups, and no more hashes than fit. */
    private int span() {
        int groups = Math.max(1, RandomBlock.LENGTH / group);
        return (int) Math.min(columns, (long) groups * group);
    }

    private void forEachBlock(Block block) {
        long[] keys = new long[rows];
        for (int row = 0; row < rows; row++) {
            keys[row] = CounterRandom.key(key, row);
        }
        int matrixRows = (int) (((long) length + columns - 1) / columns);
        int part = buckets / matrixRows;
        int span = span();
        RandomBlock random = new RandomBlock((int) (((long) span + group - 1) / group));
        for (int i = 0; i < matrixRows; i++) {
            int start = i * columns;
            int width = Math.min(columns, length - start);
            for (long first = 0; first < width; first += span) {
                int count = (int) Math.min(span, width - first);
                int groups = (int) (((long) count + group - 1) / group);
                for (int row = 0; row < rows; row++) {
                    long[] bits = random.fill(keys[row], first / group, groups);
                    block.run(row, start + (int) first, count, bits, row * buckets + i * part, part / group);
                }
            }
        }
    }

    private void forEachEstimate(double[] table, double[] target, Estimates work) {
        requireLengths(target, table);
        double[][] estimates = new double[rows][span()];
        forEachBlock((row, begin, count, bits, part, cells) -> {
            if (group == 1) {
                readEntries(table, part, cells, bits, estimates[row], count);
            } else {
                readGroups(table, part, cells, group, bits, estimates[row], count);
            }
            if (row == rows - 1) {
                work.run(estimates, begin, count);
            }
        });
    }

    private static int cell(long hash, int cells) {
        return (int) (((hash >>> 32) * cells) >>> 32);
    }

    /** The value with the sign of a hash: a minus in the sign bit costs less than a product. */
    private static double signed(double value, long hash) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ (hash << 63));
    }

    private static void addEntries(double[] v, int begin, int count, long[] bits, double[] table, int part, int cells) {
        for (int j = 0; j < count; j++) {
            table[part + cell(bits[j], cells)] += signed(v[begin + j], bits[j]);
        }
    }

    private static void addGroups(
            double[] v, int begin, int count, int group, long[] bits, double[] table, int part, int cells) {
        for (int j = 0, c = 0; j < count; c++) {
            int at = part + cell(bits[c], cells) * group;
            double sign = signed(1, bits[c]);
            for (int end = Math.min(count, j + group); j < end; j++) {
                table[at++] += sign * v[begin + j];
            }
        }
    }

    private static void readEntries(double[] table, int part, int cells, long[] bits, double[] out, int count) {
        for (int j = 0; j < count; j++) {
            out[j] = signed(table[part + cell(bits[j], cells)], bits[j]);
        }
    }

    private static void readGroups(
            double[] table, int part, int cells, int group, long[] bits, double[] out, int count) {
        for (int j = 0, c = 0; j < count; c++) {
            int at = part + cell(bits[c], cells) * group;
            double sign = signed(1, bits[c]);
            for (int end = Math.min(count, j + group); j < end; j++) {
                out[j] = sign * table[at++];
            }
        }
    }

    private static void addMedianOfThree(
            double[] a, double[] b, double[] c, int count, double[] target, int begin, double scale) {
        for (int j = 0; j < count; j++) {
            double low = Math.min(a[j], b[j]);
            double high = Math.max(a[j], b[j]);
            target[begin + j] += scale * Math.max(low, Math.min(high, c[j]));
        }
    }
}
