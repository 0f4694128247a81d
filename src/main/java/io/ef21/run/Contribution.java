package io.ef21.run;

import io.ef21.kernel.CanonicalTree;
import io.ef21.wire.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client adds on the server's columns.
 *
 * @param parts of its message, on its own columns
 * @param positions of these among the server's; null for a client that owns all
 */
record Contribution(List<Wire.Part> parts, double weight, int @Nullable [] positions)
        implements CanonicalTree.SparseLeaf {
    @Override
    public void addTo(double[] accumulator) {
        for (Wire.Part part : parts) {
            double scale = part.scale() * weight;
            if (positions == null) {
                part.correction().addTo(accumulator, scale);
            } else {
                part.correction().addTo(accumulator, scale, positions);
            }
        }
    }

    @Override
    public int entries() {
        long entries = 0;
        for (Wire.Part part : parts) {
            entries += part.correction().stored();
        }
        return (int) Math.min(Integer.MAX_VALUE, entries);
    }

    @Override
    public void move(double[] accumulator, double[] sum) {
        for (Wire.Part part : parts) {
            part.correction().move(accumulator, sum, positions);
        }
    }
}
