package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A loss phi(z, y) of a margin z and a label y, with its derivative in z, over the rows of a block.
 *
 * <p>An instance may keep scratch arrays: one per call stack, unless a class says that it is thread-safe. Results depend on
 * the arguments alone, to the last bit.
 */
public sealed interface Pointwise
        permits LogisticPointwise, LeastSquaresPointwise, HuberPointwise, SquaredHingePointwise {
    /**
     * Replaces margins by slopes, the derivatives of the losses, and returns the sum of the losses.
     *
     * @param count rows of the block, at most {@link Matrix#BLOCK_ROWS}; entries after those are not touched
     * @param labels y
     * @param weights of the rows, which losses and slopes are multiplied by; null for 1
     * @param margins z; overwritten
     */
    double slopes(int count, double[] labels, double @Nullable [] weights, double[] margins);

    /** The same where all rows weigh 1. */
    default double slopes(int count, double[] labels, double[] margins) {
        return slopes(count, labels, null, margins);
    }
}
