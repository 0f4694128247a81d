package io.ef21.wire;

/**
 * A matrix of low rank, row after row: entry (i, j) is the product of row i of the left factor and row j of the right one.
 *
 * @param rows of the matrix
 * @param columns of the matrix
 * @param rank number of columns of the factors
 * @param left rows x rank
 * @param right columns x rank
 */
public record Product(int rows, int columns, int rank, double[] left, double[] right) implements Correction {
    @Override
    public int length() {
        return rows * columns;
    }

    @Override
    public int stored() {
        return left.length + right.length;
    }

    @Override
    public void addTo(double[] target, double scale) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < rank; k++) {
                    sum += left[i * rank + k] * right[j * rank + k];
                }
                target[i * columns + j] += scale * sum;
            }
        }
    }
}
