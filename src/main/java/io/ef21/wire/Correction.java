package io.ef21.wire;

import io.ef21.kernel.EntropyCode;
import io.ef21.kernel.Galloping;
import io.ef21.kernel.GridLevels;
import io.ef21.kernel.PackedLevels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A compressed vector, ready to be added. The arrays are shared, not copied: treat them as read-only. */
public sealed interface Correction
        permits Correction.Dense,
                Correction.Sparse,
                Correction.Levels,
                Correction.Coded,
                Graded,
                Signed,
                Placed,
                Drawn,
                Multiple,
                Total,
                Joined,
                Sketched,
                Product,
                Projected {
    /** The length of the vector it stands for. */
    int length();

    /** The number of stored values. */
    int stored();

    /** target += scale * this. */
    void addTo(double[] target, double scale);

    /**
     * The same where the target numbers the entries otherwise: target[positions[j]] += scale * entry j, for all j.
     *
     * @param positions of the entries in the target, as many as this has or more
     */
    default void addTo(double[] target, double scale, int[] positions) {
        double[] dense = toDense();
        for (int j = 0; j < dense.length; j++) {
            target[positions[j]] += scale * dense[j];
        }
    }

    /**
     * Takes back what {@code addTo} has touched: to[i] += from[i], then from[i] = +0.0, for the same i.
     *
     * @param positions of the entries, as for {@code addTo}; null where the vectors number them as this does
     */
    default void move(double[] from, double[] to, int @Nullable [] positions) {
        for (int j = 0; j < length(); j++) {
            int i = positions == null ? j : positions[j];
            to[i] += from[i];
            from[i] = 0.0;
        }
    }

    /**
     * Adds some entries: target[i] += the entry at positions[i], for all i.
     *
     * @param positions of entries of this, ascending, from 0 to length() - 1
     */
    default void gatherTo(double[] target, int[] positions) {
        double[] dense = toDense();
        for (int i = 0; i < positions.length; i++) {
            target[i] += dense[positions[i]];
        }
    }

    /** This as a dense vector of its own. */
    default double[] toDense() {
        double[] dense = new double[length()];
        addTo(dense, 1.0);
        return dense;
    }

    /** Every entry. */
    record Dense(double[] values) implements Correction {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int stored() {
            return values.length;
        }

        @Override
        public void addTo(double[] target, double scale) {
            for (int j = 0; j < values.length; j++) {
                target[j] += scale * values[j];
            }
        }

        @Override
        public void addTo(double[] target, double scale, int[] positions) {
            for (int j = 0; j < values.length; j++) {
                target[positions[j]] += scale * values[j];
            }
        }

        @Override
        public void gatherTo(double[] target, int[] positions) {
            for (int i = 0; i < positions.length; i++) {
                target[i] += values[positions[i]];
            }
        }
    }

    /** Some entries, by ascending index; the others are zero. */
    record Sparse(int length, int[] indices, double[] values) implements Correction {
        @Override
        public int stored() {
            return indices.length;
        }

        @Override
        public void addTo(double[] target, double scale) {
            for (int p = 0; p < indices.length; p++) {
                target[indices[p]] += scale * values[p];
            }
        }

        @Override
        public void addTo(double[] target, double scale, int[] positions) {
            for (int p = 0; p < indices.length; p++) {
                target[positions[indices[p]]] += scale * values[p];
            }
        }

        @Override
        public void move(double[] from, double[] to, int @Nullable [] positions) {
            for (int index : indices) {
                int i = positions == null ? index : positions[index];
                to[i] += from[i];
                from[i] = 0.0;
            }
        }

        @Override
        public void gatherTo(double[] target, int[] positions) {
            int p = 0;
            int i = 0;
            while (p < indices.length && i < positions.length) {
                if (indices[p] < positions[i]) {
                    p = Galloping.firstAtLeast(indices, p + 1, positions[i]);
                } else if (indices[p] > positions[i]) {
                    i = Galloping.firstAtLeast(positions, i + 1, indices[p]);
                } else {
                    target[i++] += values[p];
                }
            }
        }
    }

    /** Every entry, as a multiple of a step per block, in the form that travels. */
    record Levels(PackedLevels packed) implements Correction {
        @Override
        public int length() {
            return packed.length();
        }

        @Override
        public int stored() {
            return packed.length();
        }

        /** The entry at an index. */
        public double at(int index) {
            return packed.at(index);
        }

        @Override
        public void addTo(double[] target, double scale) {
            packed.addTo(target, scale);
        }

        @Override
        public void addTo(double[] target, double scale, int[] positions) {
            packed.addTo(target, scale, positions);
        }

        @Override
        public void gatherTo(double[] target, int[] positions) {
            packed.gatherTo(target, positions);
        }
    }

    /**
     * Every entry, as a multiple of a step per block, with the form that travels.
     *
     * @param body see {@link GridCode}
     */
    record Coded(GridLevels levels, byte[] body) implements Correction {
        /** Codes some levels. */
        public static Coded of(GridLevels levels) {
            return new Coded(levels, GridCode.encode(levels, EntropyCode::encode));
        }

        /** The same bytes on as many threads as there are. */
        public static Coded onAllCores(GridLevels levels) {
            return new Coded(levels, GridCode.encode(levels, EntropyCode::encodeOnAllCores));
        }

        @Override
        public int length() {
            return levels.length();
        }

        @Override
        public int stored() {
            return levels.length();
        }

        @Override
        public void addTo(double[] target, double scale) {
            levels.addTo(target, scale);
        }

        @Override
        public void addTo(double[] target, double scale, int[] positions) {
            levels.addTo(target, scale, positions);
        }

        @Override
        public void gatherTo(double[] target, int[] positions) {
            levels.gatherTo(target, positions);
        }
    }

    /** The entries of a vector that are not zero. */
    static Sparse nonzeros(double[] v) {
        int count = 0;
        for (double value : v) {
            count += value != 0 ? 1 : 0;
        }
        int[] indices = new int[count];
        double[] values = new double[count];
        int p = 0;
        for (int j = 0; j < v.length; j++) {
            if (v[j] != 0) {
                indices[p] = j;
                values[p++] = v[j];
            }
        }
        return new Sparse(v.length, indices, values);
    }

    /** The entries of a vector at ascending indices, zeros left out. */
    static Sparse at(double[] v, int[] indices) {
        int[] kept = new int[indices.length];
        double[] values = new double[indices.length];
        int count = 0;
        for (int j : indices) {
            if (v[j] != 0) {
                kept[count] = j;
                values[count++] = v[j];
            }
        }
        return count == indices.length
                ? new Sparse(v.length, indices, values)
                : new Sparse(v.length, Arrays.copyOf(kept, count), Arrays.copyOf(values, count));
    }
}
