package io.ef21.wire;

import io.ef21.kernel.CounterRandom;
import java.util.BitSet;

/** Which entries of a vector, told in a few bits. */
public sealed interface Selection {
    /**
     * The entries.
     *
     * @param length of the vector
     * @param count how many, 1 to length
     */
    int[] indices(int length, int count);

    /**
     * Neighbours, going on at the beginning behind the end, so that with a uniform start every entry is as likely.
     *
     * @param start the first, 0 to length - 1
     */
    record Run(int start) implements Selection {
        @Override
        public int[] indices(int length, int count) {
            int[] indices = new int[count];
            int index = start;
            for (int p = 0; p < count; p++) {
                indices[p] = index;
                index = index + 1 == length ? 0 : index + 1;
            }
            return indices;
        }
    }

    /**
     * A uniform subset, ascending (Floyd's algorithm: Bentley and Floyd, A sample of brilliance, 1987).
     *
     * @param seed of the draw
     */
    record Subset(long seed) implements Selection {
        @Override
        public int[] indices(int length, int count) {
            BitSet chosen = new BitSet(length);
            for (int j = length - count; j < length; j++) {
                int candidate = CounterRandom.index(seed, j, j + 1);
                chosen.set(chosen.get(candidate) ? j : candidate);
            }
            int[] indices = new int[count];
            int index = -1;
            for (int p = 0; p < count; p++) {
                index = chosen.nextSetBit(index + 1);
                indices[p] = index;
            }
            return indices;
        }
    }
}
