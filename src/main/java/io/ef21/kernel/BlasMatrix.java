package io.ef21.kernel;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import org.jspecify.annotations.Nullable;

/**
 * A matrix by rows with every entry stored as a double, multiplied by netlib's dgemv: its vector implementation where the
 * JVM has {@code --add-modules jdk.incubator.vector}, its plain one elsewhere. The bits are those of that implementation
 * and of the processor's vector length.
 *
 * @param columns d, positive
 * @param nonzeros entries that are not zero
 * @param values row i holds the places from {@code i * columns} on
 */
public record BlasMatrix(int columns, int nonzeros, double[] values) implements Matrix {
    private static final long serialVersionUID = 1L;
    private static final BLAS NETLIB = JavaBLAS.getInstance();

    @Override
    public int rows() {
        return values.length / columns;
    }

    @Override
    public int blockEnd(int row) {
        return DenseMatrix.blockEnd(row, rows(), columns);
    }

    @Override
    public void multiply(int from, int to, double[] x, double[] out) {
        NETLIB.dgemv("T", columns, to - from, 1, values, from * columns, columns, x, 0, 1, 0, out, 0, 1);
    }

    @Override
    public void addTransposed(int from, int to, double[] s, double[] out) {
        NETLIB.dgemv("N", columns, to - from, 1, values, from * columns, columns, s, 0, 1, 1, out, 0, 1);
    }

    @Override
    public void addSquares(double scale, double @Nullable [] weights, double[] out) {
        for (int p = 0; p < values.length; p++) {
            double a = values[p];
            double weight = weights == null ? scale : scale * weights[p / columns];
            out[p % columns] += weight * (a * a);
        }
    }

    @Override
    public long fingerprint() {
        long hash =
                CounterRandom.key(~columns, NETLIB.getClass().getSimpleName().hashCode());
        return Fingerprint.of(hash, values);
    }
}
