package io.ef21.wire;

import org.jspecify.annotations.Nullable;

/**
 * Values at entries that a few bits tell, so that no indices travel, and that messages with the same entries are added up by
 * adding their values.
 *
 * @param length of the whole vector
 * @param selection which entries
 * @param values in the order of the selection, zeros as well
 */
public record Drawn(int length, Selection selection, double[] values) implements Correction {
    @Override
    public int stored() {
        return values.length;
    }

    @Override
    public void addTo(double[] target, double scale) {
        int[] indices = selection.indices(length, values.length);
        for (int p = 0; p < indices.length; p++) {
            target[indices[p]] += scale * values[p];
        }
    }

    @Override
    public void addTo(double[] target, double scale, int[] positions) {
        int[] indices = selection.indices(length, values.length);
        for (int p = 0; p < indices.length; p++) {
            target[positions[indices[p]]] += scale * values[p];
        }
    }

    @Override
    public void move(double[] from, double[] to, int @Nullable [] positions) {
        for (int index : selection.indices(length, values.length)) {
            int i = positions == null ? index : positions[index];
            to[i] += from[i];
            from[i] = 0.0;
        }
    }
}
