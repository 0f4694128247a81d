package io.ef21.compress;

import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;
import io.ef21.wire.Multiple;
import java.util.function.Function;

/**
 * Compressors that divide by a norm need it to be a normal number. A vector so small that it might not be is multiplied by a power
 * of two, which is exact, and its correction divided by it.
 */
final class SmallNumbers {
    private static final double SMALL = 0x1.0p-900;
    private static final double UP = 0x1.0p600;

    private SmallNumbers() {}

    /** The correction of a vector, however small its entries are; nothing where all of them are zero. */
    static Correction safely(double[] v, Function<double[], Correction> compress) {
        double largest = Norms.largest(v);
        if (largest == 0) {
            return new Correction.Sparse(v.length, new int[0], new double[0]);
        }
        if (largest >= SMALL) {
            return compress.apply(v);
        }
        double[] raised = v.clone();
        for (int j = 0; j < raised.length; j++) {
            raised[j] *= UP;
        }
        return new Multiple(1 / UP, compress.apply(raised));
    }
}
