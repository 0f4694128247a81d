package io.ef21.data;

import io.ef21.kernel.BlasMatrix;
import io.ef21.kernel.DenseMatrix;
import io.ef21.kernel.Entries;
import io.ef21.kernel.Matrix;
import io.ef21.kernel.NarrowDenseMatrix;
import io.ef21.kernel.SparseMatrix;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a client keeps its rows: densely where more than three fifths of all entries are given, else sparsely; dense loops
 * are then faster, and take as much memory. Values that are all ones are not stored, unless more than four fifths of all
 * entries are ones: dense loops are faster from two thirds on, and take at most 2.5 times the memory from there.
 *
 * @param narrow values as the nearest floats; arithmetic stays double
 * @param blas dense rows for netlib's BLAS, whose bits are its own
 * @param sparse sparsely, however many entries are given
 */
public record Layout(boolean narrow, boolean blas, boolean sparse) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Doubles, and this package's own loops. */
    public static final Layout DEFAULT = new Layout(false, false);

    private static final double DENSE_VALUES = 0.6;
    private static final double DENSE_ONES = 0.8;

    /**
     * @throws InvalidInputException if floats are asked for together with BLAS
     */
    public Layout {
        if (narrow && blas) {
            throw new InvalidInputException(
                    "--kernel blas works on doubles: use --data-precision double, or --kernel java");
        }
    }

    /** Densely or sparsely, as rows are. */
    public Layout(boolean narrow, boolean blas) {
        this(narrow, blas, false);
    }

    /** The same without dense rows. */
    public Layout onlySparse() {
        return new Layout(narrow, blas, true);
    }

    /**
     * The matrix with given entries, in compressed row form.
     *
     * @param width the number of columns
     * @param values null when every value is 1
     * @throws InvalidInputException if a value is beyond the range that was asked for
     */
    Matrix matrix(int width, int[] starts, int[] columns, double @Nullable [] values) {
        int rows = starts.length - 1;
        long cells = (long) rows * width;
        boolean fits = cells <= Integer.MAX_VALUE - 8 && !sparse;
        if (fits && columns.length > cells * (values == null ? DENSE_ONES : DENSE_VALUES)) {
            return dense((int) cells, width, starts, columns, values);
        }
        if (values == null) {
            return new SparseMatrix(starts, columns, new Entries.Ones());
        }
        return new SparseMatrix(
                starts, columns, narrow ? new Entries.Floats(narrowed(values)) : new Entries.Doubles(values));
    }

    private Matrix dense(int cells, int width, int[] starts, int[] columns, double @Nullable [] values) {
        double[] spread = new double[cells];
        for (int row = 0; row < starts.length - 1; row++) {
            for (int p = starts[row]; p < starts[row + 1]; p++) {
                spread[row * width + columns[p]] = values == null ? 1 : values[p];
            }
        }
        if (narrow) {
            return new NarrowDenseMatrix(width, columns.length, narrowed(spread));
        }
        return blas ? new BlasMatrix(width, columns.length, spread) : new DenseMatrix(width, columns.length, spread);
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
