package io.ef21.compress;

/**
 * Compression that the clients do together: phase by phase each sends a vector and hears the mean of all, and what comes out is a
 * vector that all of them hold. Pure functions: what a client carries from round to round is handed in and out.
 */
public interface JointCompressor extends Compressor {
    /** The number of phases of a round. */
    int phases();

    /**
     * What a client sends in a phase.
     *
     * @param phase from 0
     * @param v the client's vector
     * @param shape of v as a matrix, row after row
     * @param heard the means of the phases before
     * @param carry what came out of the round before, see {@link #carry}; empty in the first one
     * @param key of the round, the same for all clients
     * @param client its number, for what each draws for itself
     * @throws ArithmeticException if v has NaN or infinite entries, or is out of range
     */
    double[] send(int phase, double[] v, Shape shape, double[][] heard, double[] carry, long key, int client);

    /** What all hold in the end: an approximation of the mean of their vectors. */
    double[] result(Shape shape, double[][] heard);

    /** What every client carries into the next round. */
    double[] carry(double[][] heard);

    /**
     * The shape of a matrix.
     *
     * @param rows at least 1
     * @param columns at least 1
     */
    record Shape(int rows, int columns) {}
}
