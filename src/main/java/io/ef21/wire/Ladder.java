package io.ef21.wire;

import java.util.Arrays;

/** The magnitudes that the levels of a {@link Graded} correction stand for, in units of its scale; level 0 stands for 0. */
public sealed interface Ladder {
    /** The highest level a message with this ladder can hold. */
    int LARGEST = Short.MAX_VALUE;

    /** The number of levels above 0. */
    int top();

    /** The magnitude of a level from 1 to {@link #top}; it may be infinite where a ladder was made up by a stranger. */
    double at(int level);

    /** Whether a scale travels with it; it is 1 otherwise. */
    default boolean hasScale() {
        return true;
    }

    /** Whether most entries are near the top, so that levels are better counted from there. */
    default boolean fromTop() {
        return false;
    }

    /**
     * Equal steps: l / top.
     *
     * @param top number of levels, 1 to {@link #LARGEST}
     */
    record Linear(int top) implements Ladder {
        public Linear {
            requireTop(top);
        }

        @Override
        public double at(int level) {
            return (double) level / top;
        }
    }

    /**
     * Powers of a base that end at 1: base^(l - top).
     *
     * @param base above 1
     * @param top number of levels, 1 to {@link #LARGEST}
     */
    record Geometric(double base, int top) implements Ladder {
        public Geometric {
            requireTop(top);
            if (!(base > 1 && base < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the base of a ladder must be above 1 (got " + base + ")");
            }
        }

        @Override
        public double at(int level) {
            return StrictMath.pow(base, level - top);
        }
    }

    /**
     * Powers of two: 2^(lowest + l - 1), without a scale.
     *
     * @param lowest exponent, -1074 to 1023
     * @param top number of exponents; the highest is at most 1023
     */
    record Powers(int lowest, int top) implements Ladder {
        public Powers {
            requireTop(top);
            if (lowest < Double.MIN_EXPONENT - 52 || lowest + top - 1 > Double.MAX_EXPONENT) {
                throw new IllegalArgumentException(
                        "exponents " + lowest + " to " + ((long) lowest + top - 1) + " are beyond those of doubles");
            }
        }

        @Override
        public double at(int level) {
            return Math.scalb(1.0, lowest + level - 1);
        }

        @Override
        public boolean hasScale() {
            return false;
        }

        @Override
        public boolean fromTop() {
            return true;
        }
    }

    /**
     * A few magnitudes repeated with a period, such as 1, 2, 5, 10, 20, 50, ...: rung r is marks[r mod m] period^(r div m), and
     * level l is rung lowest + l - 1. Without a scale.
     *
     * @param marks ascending, from marks[0] > 0 to below marks[0] period
     * @param period above 1
     * @param lowest rung
     * @param top number of rungs
     */
    record Tiled(double[] marks, double period, int lowest, int top) implements Ladder {
        /** The most marks. */
        public static final int MOST_MARKS = 255;

        /** The most rungs up or down from 1. */
        public static final int FARTHEST = 1 << 20;

        public Tiled {
            requireTop(top);
            requireMarks(marks, period);
            if (Math.abs((long) lowest) > FARTHEST) {
                throw new IllegalArgumentException("a ladder begins at rung " + lowest);
            }
        }

        /**
         * Checks marks and period.
         *
         * @throws IllegalArgumentException unless they are as described above
         */
        public static void requireMarks(double[] marks, double period) {
            boolean ascending = marks.length > 0
                    && marks.length <= MOST_MARKS
                    && marks[0] > 0
                    && period > 1
                    && period < Double.POSITIVE_INFINITY
                    && marks[marks.length - 1] < marks[0] * period;
            for (int i = 1; ascending && i < marks.length; i++) {
                ascending = marks[i] > marks[i - 1];
            }
            if (!ascending) {
                throw new IllegalArgumentException(
                        "levels must ascend from a positive one to below the period times it (got levels "
                                + Arrays.toString(marks) + ", period " + period + ")");
            }
        }

        /** The magnitude of a rung, whatever its number. */
        public static double rung(double[] marks, double period, int rung) {
            return marks[Math.floorMod(rung, marks.length)] * StrictMath.pow(period, Math.floorDiv(rung, marks.length));
        }

        @Override
        public double at(int level) {
            return rung(marks, period, lowest + level - 1);
        }

        @Override
        public boolean hasScale() {
            return false;
        }

        @Override
        public boolean fromTop() {
            return true;
        }
    }

    private static void requireTop(int top) {
        if (top < 1 || top > LARGEST) {
            throw new IllegalArgumentException("a ladder has 1 to " + LARGEST + " levels (got " + top + ")");
        }
    }
}
