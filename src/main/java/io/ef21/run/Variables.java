package io.ef21.run;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What clients know of the server: z, and where the downlink corrects what it steps along, that as well.
 *
 * @param z not to be modified
 * @param direction as long as z, not to be modified; null where the downlink tells changes of z
 */
public record Variables(double[] z, double @Nullable [] direction) {
    /** Both in one array. */
    double[] joined() {
        if (direction == null) {
            return z;
        }
        double[] both = Arrays.copyOf(z, 2 * z.length);
        System.arraycopy(direction, 0, both, z.length, z.length);
        return both;
    }

    /**
     * From {@link #joined}.
     *
     * @param size of z
     */
    static Variables of(double[] joined, int size) {
        return joined.length == size
                ? new Variables(joined, null)
                : new Variables(Arrays.copyOf(joined, size), Arrays.copyOfRange(joined, size, joined.length));
    }
}
