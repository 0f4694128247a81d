package io.ef21.bench;

/** The loops in src/bench/c. Arrays are pinned, not copied. */
final class CLoops {
    static {
        System.load(System.getProperty("ef21.loops"));
    }

    private CLoops() {}

    /**
     * Loss, with the gradient added.
     *
     * @param fast compiled with -ffast-math
     * @param least 0 for row after row, else the least number of rows in a block
     * @param kind of values: d for double[], f for float[], 1 for none
     */
    static native double sparse(
            boolean fast,
            int least,
            char kind,
            int rows,
            int[] starts,
            int[] columns,
            Object values,
            double[] labels,
            double[] x,
            double[] gradient);

    /** Loss, with the gradient added; row after row, or in blocks of 32 rows. */
    static native double dense(
            boolean blocks,
            char kind,
            int rows,
            int columns,
            Object values,
            double[] labels,
            double[] x,
            double[] gradient);

    /** The sum of an array. */
    static native double read(double[] values);

    /** Losses and slopes of a block. */
    static native double slopes(int count, double[] margins, double[] labels, double[] slopes);
}
