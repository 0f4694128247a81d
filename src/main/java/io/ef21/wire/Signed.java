package io.ef21.wire;

import io.ef21.kernel.SignSum;

/**
 * One magnitude with the sign of every entry.
 *
 * @param length of the vector
 * @param magnitude positive and finite, with 32 bits: see {@link Scale}
 * @param signs see {@link SignSum}: a bit per entry, set where it is negative
 */
public record Signed(int length, double magnitude, byte[] signs) implements Correction {
    @Override
    public int stored() {
        return length;
    }

    @Override
    public void addTo(double[] target, double scale) {
        SignSum.addTo(signs, target, scale * magnitude);
    }
}
