package io.ef21.wire;

import org.jspecify.annotations.Nullable;

/**
 * A correction on some entries, by ascending index; the others are zero.
 *
 * @param length of the whole vector
 * @param indices ascending, as many as the inner correction is long
 * @param inner what is there
 */
public record Placed(int length, int[] indices, Correction inner) implements Correction {
    @Override
    public int stored() {
        return indices.length;
    }

    @Override
    public void addTo(double[] target, double scale) {
        inner.addTo(target, scale, indices);
    }

    @Override
    public void addTo(double[] target, double scale, int[] positions) {
        inner.addTo(target, scale, at(positions));
    }

    @Override
    public void move(double[] from, double[] to, int @Nullable [] positions) {
        inner.move(from, to, positions == null ? indices : at(positions));
    }

    private int[] at(int[] positions) {
        int[] at = new int[indices.length];
        for (int p = 0; p < at.length; p++) {
            at[p] = positions[indices[p]];
        }
        return at;
    }

    @Override
    public void gatherTo(double[] target, int[] positions) {
        new Sparse(length, indices, inner.toDense()).gatherTo(target, positions);
    }
}
