package io.ef21.wire;

import java.util.Arrays;
import java.util.List;

/**
 * Corrections of consecutive blocks of a vector, one after the other.
 *
 * @param blocks at least one
 */
public record Joined(List<Correction> blocks) implements Correction {
    public Joined {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("there are no blocks");
        }
    }

    @Override
    public int length() {
        return blocks.stream().mapToInt(Correction::length).sum();
    }

    @Override
    public int stored() {
        return blocks.stream().mapToInt(Correction::stored).sum();
    }

    @Override
    public void addTo(double[] target, double scale) {
        int begin = 0;
        for (Correction block : blocks) {
            double[] slice = Arrays.copyOfRange(target, begin, begin + block.length());
            block.addTo(slice, scale);
            System.arraycopy(slice, 0, target, begin, slice.length);
            begin += slice.length;
        }
    }
}
