package io.ef21.cli;

import io.ef21.plot.Axis;
import io.ef21.plot.Figure;
import io.ef21.plot.Panel;
import io.ef21.plot.Scale;
import io.ef21.plot.Series;
import io.ef21.run.RoundRecord;
import io.ef21.run.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The picture of one history. */
final class HistoryFigure {
    private HistoryFigure() {}

    static Figure of(Setting setting, List<RoundRecord> records) {
        Axis rounds = new Axis("round", Scale.LINEAR);
        Axis bits = new Axis("uplink bits per client", Scale.LINEAR);
        Axis squaredNorm = new Axis("squared gradient norm", Scale.LOG10);
        ToDoubleFunction<RoundRecord> round = RoundRecord::round;
        boolean certifies = setting.options().method().certifies();
        List<Panel> panels = new ArrayList<>();
        panels.add(new Panel(
                "Gradient norm by bits", bits, squaredNorm, norms(records, RoundRecord::uplinkBits, certifies)));
        panels.add(new Panel("Gradient norm by rounds", rounds, squaredNorm, norms(records, round, certifies)));
        panels.add(new Panel(
                "Objective by bits",
                bits,
                new Axis("f", Scale.LINEAR),
                List.of(series("f", records, RoundRecord::uplinkBits, RoundRecord::exactObjective))));
        if (certifies) {
            panels.add(new Panel(
                    "Distortion by rounds",
                    rounds,
                    new Axis("distortion", Scale.LOG10),
                    List.of(series("G", records, round, RoundRecord::distortion))));
        }
        String title = setting.options().method().name().toUpperCase(Locale.ROOT) + " with "
                + setting.options().compressor();
        String subtitle = "%,d rows, %,d features, %d clients, step size %.4g"
                .formatted(
                        setting.population().totalRows(),
                        setting.population().features(),
                        setting.population().clients(),
                        setting.stepSize().gamma());
        return new Figure(title, subtitle, panels, 2);
    }

    private static List<Series> norms(List<RoundRecord> records, ToDoubleFunction<RoundRecord> x, boolean certifies) {
        Series exact = series("exact", records, x, RoundRecord::gradNormSq);
        return certifies
                ? List.of(exact, series("certified", records, x, r -> r.gradNormBound() * r.gradNormBound()))
                : List.of(exact);
    }

    private static Series series(
            String name, List<RoundRecord> records, ToDoubleFunction<RoundRecord> x, ToDoubleFunction<RoundRecord> y) {
        return new Series(
                name,
                records.stream().mapToDouble(x).toArray(),
                records.stream().mapToDouble(y).toArray());
    }
}
