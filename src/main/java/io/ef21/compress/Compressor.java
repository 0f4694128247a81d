package io.ef21.compress;

import io.ef21.kernel.Dense;
import io.ef21.wire.Correction;
import java.io.Serializable;

/**
 * A compressor: a pure function of the vector and, for randomised ones, of a counter-based key.
 *
 * <p>Implementations are immutable and thread-safe; {@code toString} gives the specification that {@link Compressors#parse}
 * reads.
 */
public interface Compressor extends Serializable {
    /**
     * The compressed vector. A compressor made of others hands each of them a key of its own, derived from this one, which it draws
     * nothing with itself: parts that shared one would draw the same numbers.
     *
     * @param v finite; not modified, and the result does not share it
     * @param key of this client in this round, or of the round alone where all clients have to draw the same ({@link
     *     Property#SHARED_SEED}); see {@link io.ef21.kernel.CounterRandom}
     * @throws ArithmeticException if v has NaN or infinite entries, or is out of range
     */
    Correction compress(double[] v, long key);

    /**
     * The same, bit for bit, for a caller that has the machine to itself, as the driver has between rounds: on as many
     * threads as there are, where that is of use.
     */
    default Correction compressOnAllCores(double[] v, long key) {
        return compress(v, key);
    }

    /**
     * The compressed difference of two vectors, bit for bit as of the vector x - y, which need not be stored.
     *
     * @param x not modified
     * @param y as long as x; not modified
     */
    default Correction compressDifference(double[] x, double[] y, long key) {
        return compress(Dense.minus(x, y), key);
    }

    /** What holds for vectors of length d, which may be a client's own columns only; for d = 0, of a vector of one entry. */
    Traits traits(int d);

    /**
     * Refuses a model that the user cannot have meant it for.
     *
     * @param features the number of columns of the whole model, not of a client's own
     * @throws io.ef21.data.InvalidInputException if it makes no sense for so few
     */
    default void requireFits(int features) {}
}
