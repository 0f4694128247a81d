package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.GaussianMatrix;
import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;
import io.ef21.wire.Projected;

/**
 * The unbiased random low-rank projection of qSGD in the ConEF paper: G goes to (G U) U', where U has independent normal entries of variance
 * 1/r, drawn from a seed that all clients share; omega = (m + 1) / r with m columns. A vector is a matrix of one row.
 *
 * @param rank r, 1 to 64
 */
public record Projection(int rank) implements MatrixCompressor {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 64;

    public Projection {
        if (rank < 1 || rank > MOST) {
            throw new IllegalArgumentException("needs a rank of 1 to " + MOST);
        }
    }

    @Override
    public Correction compress(double[] v, long key) {
        return v.length == 0 ? new Correction.Dense(v) : compress(v, 1, v.length, key);
    }

    @Override
    public Correction compress(double[] v, int rows, int columns, long key) {
        double[] basis = GaussianMatrix.draw(key, /* rows= */ columns, /* columns= */ rank, 1 / Math.sqrt(rank));
        double[] projection = Norms.requireFinite(PowerSgd.times(v, rows, columns, basis, rank));
        return new Projected(rows, columns, rank, key, projection);
    }

    @Override
    public Traits traits(int d) {
        return traits(1, Math.max(1, d));
    }

    @Override
    public Traits traits(int rows, int columns) {
        long values = (long) rows * rank;
        return Traits.unbiased((columns + 1.0) / rank)
                .with(Property.HOMOGENEOUS, Property.ADDITIVE, Property.ALL_REDUCIBLE, Property.SHARED_SEED)
                .sized(new Size(values, Long.SIZE, false), 32L * values);
    }

    @Override
    public void requireFits(int features) {
        if ((long) features * rank > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException("--compressor %s: rank times features must be below 2^31 (got %d features)"
                    .formatted(this, features));
        }
    }

    @Override
    public String toString() {
        return "projection:" + rank;
    }
}
