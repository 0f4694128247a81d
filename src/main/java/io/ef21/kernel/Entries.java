package io.ef21.kernel;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The values of a sparse matrix in compressed row form, and the loops over them: row i holds the entries {@code
 * starts[i] .. starts[i+1]}, each in the column {@code columns[p]}.
 *
 * <p>Arithmetic is double, whatever is stored. Arrays are shared, not copied: treat them as read-only. Thread-safe.
 */
public sealed interface Entries extends Serializable {
    /** The value of an entry. */
    double value(int entry);

    /** Copies {@code count} values from an entry on into an array, to a place and after. */
    void copy(int from, int count, double[] out, int at);

    /** A hash so far, with the values taken into account. */
    long fingerprint(long hash);

    /** out[i - from] = sum_p v_p x[columns[p]] over the entries of row i, for the rows in [from, to). */
    void multiply(int[] starts, int[] columns, int from, int to, double[] x, double[] out);

    /** out[columns[p]] += v_p s[i - from] for the entries of the rows i in [from, to), in order. */
    void addTransposed(int[] starts, int[] columns, int from, int to, double[] s, double[] out);

    /** Every value is 1, and none is stored. */
    record Ones() implements Entries {
        private static final long serialVersionUID = 1L;

        @Override
        public double value(int entry) {
            return 1;
        }

        @Override
        public void copy(int from, int count, double[] out, int at) {
            Arrays.fill(out, at, at + count, 1);
        }

        @Override
        public long fingerprint(long hash) {
            return hash;
        }

        @Override
        public void multiply(int[] starts, int[] columns, int from, int to, double[] x, double[] out) {
            for (int i = from; i < to; i++) {
                int end = starts[i + 1];
                double sum = 0;
                for (int p = starts[i]; p < end; p++) {
                    sum += x[columns[p]];
                }
                out[i - from] = sum;
            }
        }

        @Override
        public void addTransposed(int[] starts, int[] columns, int from, int to, double[] s, double[] out) {
            for (int i = from; i < to; i++) {
                int end = starts[i + 1];
                double scale = s[i - from];
                for (int p = starts[i]; p < end; p++) {
                    out[columns[p]] += scale;
                }
            }
        }
    }

    /** Values as doubles. */
    record Doubles(double[] values) implements Entries {
        private static final long serialVersionUID = 1L;

        @Override
        public double value(int entry) {
            return values[entry];
        }

        @Override
        public void copy(int from, int count, double[] out, int at) {
            System.arraycopy(values, from, out, at, count);
        }

        @Override
        public long fingerprint(long hash) {
            return Fingerprint.of(hash, values);
        }

        @Override
        public void multiply(int[] starts, int[] columns, int from, int to, double[] x, double[] out) {
            double[] v = values;
            for (int i = from; i < to; i++) {
                int end = starts[i + 1];
                double sum = 0;
                for (int p = starts[i]; p < end; p++) {
                    sum += v[p] * x[columns[p]];
                }
                out[i - from] = sum;
            }
        }

        @Override
        public void addTransposed(int[] starts, int[] columns, int from, int to, double[] s, double[] out) {
            double[] v = values;
            for (int i = from; i < to; i++) {
                int end = starts[i + 1];
                double scale = s[i - from];
                for (int p = starts[i]; p < end; p++) {
                    out[columns[p]] += v[p] * scale;
                }
            }
        }
    }

    /** Values as floats: half the memory, and the nearest float instead of the value. */
    record Floats(float[] values) implements Entries {
        private static final long serialVersionUID = 1L;

        @Override
        public double value(int entry) {
            return values[entry];
        }

        @Override
        public void copy(int from, int count, double[] out, int at) {
            for (int p = 0; p < count; p++) {
                out[at + p] = values[from + p];
            }
        }

        @Override
        public long fingerprint(long hash) {
            return Fingerprint.of(hash, values);
        }

        @Override
        public void multiply(int[] starts, int[] columns, int from, int to, double[] x, double[] out) {
            float[] v = values;
            for (int i = from; i < to; i++) {
                int end = starts[i + 1];
                double sum = 0;
                for (int p = starts[i]; p < end; p++) {
                    sum += v[p] * x[columns[p]];
                }
                out[i - from] = sum;
            }
        }

        @Override
        public void addTransposed(int[] starts, int[] columns, int from, int to, double[] s, double[] out) {
            float[] v = values;
            for (int i = from; i < to; i++) {
                int end = starts[i + 1];
                double scale = s[i - from];
                for (int p = starts[i]; p < end; p++) {
                    out[columns[p]] += v[p] * scale;
                }
            }
        }
    }
}
