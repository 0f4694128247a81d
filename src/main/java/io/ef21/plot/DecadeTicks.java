package io.ef21.plot;

import java.util.ArrayList;
import java.util.List;

/** Ticks at powers of ten, every second, third, fifth ... one where all would be too many. */
final class DecadeTicks {
    /** With more decades than this, minor ticks would run together. */
    private static final int MOST_DECADES_WITH_MINOR_TICKS = 5;

    private static final int[] STEPS = {1, 2, 3, 5, 10, 20, 50, 100, 200, 500};

    private DecadeTicks() {}

    /** The ticks inside a range of decimal logarithms, from low to high, at most so many of them labelled. */
    static List<Tick> of(AxisRange range, int atMost) {
        int first = (int) Math.ceil(range.low() - AxisRange.DECADE_TOLERANCE);
        int last = (int) Math.floor(range.high() + AxisRange.DECADE_TOLERANCE);
        int step = step(first, last, atMost);
        boolean minor = step == 1 && last - first < MOST_DECADES_WITH_MINOR_TICKS;
        List<Tick> ticks = new ArrayList<>();
        for (int decade = first - 1; decade <= last; decade++) {
            if (decade >= first && Math.floorMod(decade, step) == 0) {
                ticks.add(new Tick(
                        decade, new RichText("10", Integer.toString(decade).replace('-', '−'))));
            }
            for (int digit = 2; minor && digit <= 9; digit++) {
                double at = decade + Math.log10(digit);
                if (at > range.low() && at < range.high()) {
                    ticks.add(new Tick(at, RichText.EMPTY));
                }
            }
        }
        return ticks;
    }

    private static int step(int first, int last, int atMost) {
        for (int step : STEPS) {
            if (Math.floorDiv(last, step) - Math.floorDiv(first - 1, step) <= atMost) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }
}
