package io.ef21.wire;

import io.ef21.kernel.Galloping;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
            if (begin == 0 && leavesTheRest(block)) {
                block.addTo(target, scale);
            } else {
                double[] slice = Arrays.copyOfRange(target, begin, begin + block.length());
                block.addTo(slice, scale);
                System.arraycopy(slice, 0, target, begin, slice.length);
            }
            begin += block.length();
        }
    }

    /** Whether a longer target is none of its business; those that travel most are taken without a copy. */
    private static boolean leavesTheRest(Correction block) {
        return block instanceof Dense || block instanceof Sparse || block instanceof Levels || block instanceof Coded;
    }

    @Override
    public void addTo(double[] target, double scale, int[] positions) {
        int begin = 0;
        for (Correction block : blocks) {
            int end = begin + block.length();
            block.addTo(target, scale, begin == 0 ? positions : Arrays.copyOfRange(positions, begin, end));
            begin = end;
        }
    }

    @Override
    public void move(double[] from, double[] to, int @Nullable [] positions) {
        int begin = 0;
        for (Correction block : blocks) {
            int end = begin + block.length();
            if (positions != null) {
                block.move(from, to, begin == 0 ? positions : Arrays.copyOfRange(positions, begin, end));
            } else {
                block.move(
                        from,
                        to,
                        begin == 0 ? null : IntStream.range(begin, end).toArray());
            }
            begin = end;
        }
    }

    @Override
    public void gatherTo(double[] target, int[] positions) {
        int begin = 0;
        int first = 0;
        for (Correction block : blocks) {
            int end = begin + block.length();
            int last = Galloping.firstAtLeast(positions, first, end);
            int offset = begin;
            int[] own = Arrays.stream(positions, first, last)
                    .map(position -> position - offset)
                    .toArray();
            if (first == 0) {
                block.gatherTo(target, own);
            } else {
                double[] slice = Arrays.copyOfRange(target, first, last);
                block.gatherTo(slice, own);
                System.arraycopy(slice, 0, target, first, slice.length);
            }
            begin = end;
            first = last;
        }
    }
}
