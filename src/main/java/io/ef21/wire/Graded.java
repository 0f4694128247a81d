package io.ef21.wire;

import org.jspecify.annotations.Nullable;

/**
 * Every entry, as a level on a ladder: entry j is the sign of levels[j] times scale times the magnitude of level |levels[j]|.
 *
 * @param scale positive and finite, with 32 bits: see {@link Scale}; 1 where the ladder has none
 * @param ladder what levels stand for
 * @param levels from -top to top
 * @param coding how levels travel
 */
public record Graded(double scale, Ladder ladder, short[] levels, Coding coding) implements Correction {
    /** How levels travel. */
    public enum Coding {
        /** Of fixed width or entropy-coded, whichever is smaller. */
        SMALLEST,
        /** The nonzero ones in Elias' omega code, with the gaps between them (QSGD, section 3.1). */
        OMEGA
    }

    /** Levels that travel as small as they can. */
    public Graded(double scale, Ladder ladder, short[] levels) {
        this(scale, ladder, levels, Coding.SMALLEST);
    }

    /** Bits of a level of fixed width. */
    public static int width(Ladder ladder) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(2 * ladder.top());
    }

    @Override
    public int length() {
        return levels.length;
    }

    @Override
    public int stored() {
        return levels.length;
    }

    @Override
    public void addTo(double[] target, double scale) {
        double[] table = table();
        for (int j = 0; j < levels.length; j++) {
            target[j] += scale * value(levels[j], table);
        }
    }

    @Override
    public void addTo(double[] target, double scale, int[] positions) {
        double[] table = table();
        for (int j = 0; j < levels.length; j++) {
            target[positions[j]] += scale * value(levels[j], table);
        }
    }

    @Override
    public void gatherTo(double[] target, int[] positions) {
        double[] table = table();
        for (int i = 0; i < positions.length; i++) {
            target[i] += value(levels[positions[i]], table);
        }
    }

    /** The values of all levels, from that of -top on; none where they are equidistant, or fewer are needed. */
    private double @Nullable [] table() {
        int top = ladder.top();
        if (ladder instanceof Ladder.Linear || top > levels.length) {
            return null;
        }
        double[] table = new double[2 * top + 1];
        for (int level = 1; level <= top; level++) {
            double value = scale * ladder.at(level);
            table[top + level] = value;
            table[top - level] = -value;
        }
        return table;
    }

    private double value(int level, double @Nullable [] table) {
        int top = ladder.top();
        if (table != null) {
            return table[top + level];
        }
        if (ladder instanceof Ladder.Linear) {
            return scale * ((double) level / top);
        }
        double magnitude = level == 0 ? 0 : scale * ladder.at(Math.abs(level));
        return level < 0 ? -magnitude : magnitude;
    }
}
