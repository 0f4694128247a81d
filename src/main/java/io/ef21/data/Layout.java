package io.ef21.data;

import io.ef21.kernel.Entries;
import io.ef21.kernel.Matrix;
import io.ef21.kernel.SparseMatrix;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a client keeps its rows.
 *
 * @param narrow values as the nearest floats; arithmetic stays double
 */
public record Layout(boolean narrow) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Values as they are. */
    public static final Layout DEFAULT = new Layout(false);

    /**
     * The matrix with given entries, in compressed row form.
     *
     * @param values null when every value is 1
     * @throws InvalidInputException if a value is beyond the range that was asked for
     */
    Matrix matrix(int[] starts, int[] columns, double @Nullable [] values) {
        if (values == null) {
            return new SparseMatrix(starts, columns, new Entries.Ones());
        }
        return new SparseMatrix(
                starts, columns, narrow ? new Entries.Floats(narrowed(values)) : new Entries.Doubles(values));
    }

    private static float[] narrowed(double[] values) {
        float[] narrowed = new float[values.length];
        for (int p = 0; p < values.length; p++) {
            narrowed[p] = (float) values[p];
            if (Float.isInfinite(narrowed[p])) {
                throw new InvalidInputException(
                        "the value " + values[p] + " is beyond the floats: use --data-precision double");
            }
        }
        return narrowed;
    }
}
