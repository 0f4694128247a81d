package io.ef21.plot;

import java.util.Objects;

/**
 * One axis of a panel. The range is taken from the series of the panel. Immutable and thread-safe.
 *
 * @param label the text beside the axis, with the unit where there is one, such as "bits sent per worker"; empty for
 *     none
 * @param scale linear or logarithmic
 */
public record Axis(String label, Scale scale) {
    /**
     * Checks the parts.
     *
     * @throws NullPointerException if a part is null
     */
    public Axis {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(scale, "scale");
    }
}
