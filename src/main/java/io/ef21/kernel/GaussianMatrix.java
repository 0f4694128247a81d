package io.ef21.kernel;

/** Matrices of independent normal numbers, as pure functions of a key (Box and Muller 1958). */
public final class GaussianMatrix {
    private GaussianMatrix() {}

    /**
     * A matrix, row after row.
     *
     * @param deviation the standard deviation of an entry
     */
    public static double[] draw(long key, int rows, int columns, double deviation) {
        double[] matrix = new double[Math.multiplyExact(rows, columns)];
        for (int j = 0; j < matrix.length; j++) {
            matrix[j] = deviation * normal(key, j);
        }
        return matrix;
    }

    /** A standard normal number for a coordinate under a key. */
    public static double normal(long key, long coordinate) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - CounterRandom.uniform(key, 2 * coordinate)));
        return radius * StrictMath.cos(2 * Math.PI * CounterRandom.uniform(key, 2 * coordinate + 1));
    }
}
