package io.ef21.plot;

import java.util.List;

/**
 * One mark on an axis.
 *
 * @param at the place in axis units
 * @param label what it says; empty for a minor tick, which gets a short mark and no grid line
 */
record Tick(double at, RichText label) {
    /** The ticks for a range: at most so many labelled ones, at least 2, from low to high. */
    static List<Tick> of(Scale scale, AxisRange range, int atMost) {
        return scale == Scale.LINEAR ? LinearTicks.of(range, atMost) : DecadeTicks.of(range, atMost);
    }

    boolean isMinor() {
        return label.isEmpty();
    }
}
