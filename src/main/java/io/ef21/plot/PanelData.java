package io.ef21.plot;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a panel shows of its series, in axis units, and the axes that this takes.
 *
 * @param lines the visible points of every series
 * @param bands the visible part of its band, empty where it has none
 * @param horizontal the horizontal axis
 * @param vertical the vertical axis
 */
record PanelData(List<Trace> lines, List<BandTrace> bands, AxisTicks horizontal, AxisTicks vertical) {
    static PanelData of(Panel panel) {
        Scale across = panel.horizontal().scale();
        Scale up = panel.vertical().scale();
        List<Trace> lines = panel.series().stream()
                .map(series -> Trace.visible(series, across, up))
                .toList();
        List<BandTrace> bands = panel.series().stream()
                .map(series -> BandTrace.visible(series, across, up))
                .toList();
        List<Trace> edges = bands.stream()
                .flatMap(band -> Stream.of(band.lower(), band.upper()))
                .toList();
        return new PanelData(
                lines, bands, AxisTicks.horizontal(across, lines, edges), AxisTicks.vertical(up, lines, edges));
    }

    /** Whether there is no line to show. */
    boolean isEmpty() {
        return lines.stream().allMatch(Trace::isEmpty);
    }
}
