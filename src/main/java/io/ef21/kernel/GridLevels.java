package io.ef21.kernel;

/**
 * A vector whose entries are whole multiples of a step per block: entry j of block b is {@code levels[j] * step(b)}, the
 * step a power of 2^(1/4). The arrays are shared, not copied: treat them as read-only.
 *
 * @param block consecutive entries that share a step, at least 1; the last block may be shorter
 * @param top the largest step is 2^(top/4)
 * @param below per block: the step is {@code below} quarters of an octave below the largest; {@link #NOTHING} where all
 *     levels are zero
 * @param levels one per entry
 */
public record GridLevels(int block, int top, byte[] below, int[] levels) {
    /** No step. */
    public static final int NOTHING = 255;

    /** The number of entries. */
    public int length() {
        return levels.length;
    }

    /** target += scale * this. */
    public void addTo(double[] target, double scale) {
        for (int b = 0; b < below.length; b++) {
            double step = step(b);
            for (int j = b * block, end = end(b); step != 0 && j < end; j++) {
                target[j] += scale * (levels[j] * step);
            }
        }
    }

    /** target[positions[j]] += scale * entry j, for all j. */
    public void addTo(double[] target, double scale, int[] positions) {
        for (int b = 0; b < below.length; b++) {
            double step = step(b);
            for (int j = b * block, end = end(b); step != 0 && j < end; j++) {
                target[positions[j]] += scale * (levels[j] * step);
            }
        }
    }

    /** target[i] += the entry at positions[i], for all i; positions ascend. */
    public void gatherTo(double[] target, int[] positions) {
        double step = 0;
        int end = 0;
        for (int i = 0; i < positions.length; i++) {
            int j = positions[i];
            if (j >= end) {
                int b = j / block;
                step = step(b);
                end = end(b);
            }
            target[i] += levels[j] * step;
        }
    }

    /** Whether all steps are normal numbers, and levels are zero where there is no step. */
    public boolean isConsistent() {
        for (int b = 0; b < below.length; b++) {
            if ((below[b] & 0xFF) != NOTHING) {
                double step = step(b);
                if (!(step >= Double.MIN_NORMAL && step < Double.POSITIVE_INFINITY)) {
                    return false;
                }
            } else {
                for (int j = b * block, end = end(b); j < end; j++) {
                    if (levels[j] != 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The one expression for a step, at either side. */
    private double step(int b) {
        int quarters = below[b] & 0xFF;
        return quarters == NOTHING ? 0 : LogScale.ofQuarters(top - quarters);
    }

    private int end(int b) {
        return (int) Math.min(levels.length, ((long) b + 1) * block);
    }
}
