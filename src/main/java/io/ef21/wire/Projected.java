package io.ef21.wire;

import io.ef21.kernel.GaussianMatrix;

/**
 * A matrix G = P U', row after row, of which P travels and U is drawn anew: columns x rank with independent normal entries of
 * variance 1/rank.
 *
 * @param rows of G
 * @param columns of G
 * @param rank columns of P
 * @param seed of U
 * @param projection P, rows x rank
 */
public record Projected(int rows, int columns, int rank, long seed, double[] projection) implements Correction {
    @Override
    public int length() {
        return rows * columns;
    }

    @Override
    public int stored() {
        return projection.length;
    }

    @Override
    public void addTo(double[] target, double scale) {
        double[] basis = GaussianMatrix.draw(seed, /* rows= */ columns, /* columns= */ rank, 1 / Math.sqrt(rank));
        new Product(rows, columns, rank, projection, basis).addTo(target, scale);
    }
}
