package io.ef21.wire;

import org.jspecify.annotations.Nullable;

/**
 * A multiple of a correction.
 *
 * @param factor finite
 * @param inner what is multiplied
 */
public record Multiple(double factor, Correction inner) implements Correction {
    @Override
    public int length() {
        return inner.length();
    }

    @Override
    public int stored() {
        return inner.stored();
    }

    @Override
    public void addTo(double[] target, double scale) {
        inner.addTo(target, scale * factor);
    }

    @Override
    public void addTo(double[] target, double scale, int[] positions) {
        inner.addTo(target, scale * factor, positions);
    }

    @Override
    public void move(double[] from, double[] to, int @Nullable [] positions) {
        inner.move(from, to, positions);
    }

    @Override
    public void gatherTo(double[] target, int[] positions) {
        double[] dense = toDense();
        for (int i = 0; i < positions.length; i++) {
            target[i] += dense[positions[i]];
        }
    }
}
